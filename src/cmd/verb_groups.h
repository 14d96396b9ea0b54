/*
 * verb_groups: the tables of verbs, one for each file of commands that has
 * some; GROUP(casefile) is verbs_casefile. Included by verb.c with different
 * meanings of GROUP(), so without a guard.
 */
GROUP(agency)
GROUP(member)
GROUP(key)
GROUP(board)
GROUP(kind)
GROUP(plan)
GROUP(casefile)
GROUP(record)
GROUP(state)
GROUP(access)
GROUP(party)
GROUP(repeat)
GROUP(meeting)
GROUP(chair)
GROUP(agenda)
GROUP(attendance)
GROUP(share)
GROUP(item)
GROUP(action)
GROUP(report)
GROUP(undo)
GROUP(edition)
GROUP(pack)
GROUP(erase)
