/*
 * screens: how each screen is opened. A screen is made without looking
 * anything up; load does, so a record that is not there (or may not be seen)
 * is refused in one place.
 */
#ifndef SCREEN_SCREENS_H
#define SCREEN_SCREENS_H

#include <stdint.h>

#include "form/kind.h"
#include "screen/screen.h"

/* Where one begins: boards, meetings, what is due, what changed. */
struct screen *home_screen(void);

/* A board: its meetings, members, referrals, deadlines. */
struct screen *board_screen(int64_t board);

/* A meeting, step by step. */
struct screen *meeting_screen(int64_t meeting);

/* The agenda of a meeting: list, order, defer, transfer. */
struct screen *agenda_screen(int64_t meeting);

/* Referrals of a board: to be screened, returned, rejected, accepted. */
struct screen *referrals_screen(int64_t board);

/* The records of one case type of a board. */
struct screen *records_screen(int64_t board, const char *type);

/* Ask for one of a kind's case types; done gets its index. */
void records_ask_type(struct ctx *ctx, const struct kind *k,
    unsigned (*done)(struct screen *s, struct ctx *ctx, size_t row),
    struct screen *asker);

/* A casefile, with its parties, contributions, actions and history. */
struct screen *casefile_screen(int64_t casefile);

/* One party of a casefile: the person, aliases, contacts, relations. */
struct screen *party_screen(int64_t party);

/* What one agency brings to one casefile for one meeting. */
struct screen *contribution_screen(int64_t casefile, int64_t meeting,
    int64_t agency);

/* What is proposed and decided about repeats of a casefile. */
struct screen *repeat_screen(int64_t casefile);

/* Actions: of a board (board), one's own (0), or of a casefile. */
struct screen *actions_screen(int64_t board, int64_t casefile);

/* One action: milestones, progress, acceptance. */
struct screen *action_screen(int64_t action);

/* How it goes on, in a few keys, over whatever it is chosen in. */
struct screen *progress_screen(int64_t action);

/* The directory: agencies and members; boards and their members. */
struct screen *directory_screen(void);

/* The keys that a member signs in with over SSH; who came in so (0: all). */
struct screen *keys_screen(int64_t member);
struct screen *sign_ins_screen(int64_t member);

/* One agency, member, board or planned meeting as a form; 0: a new one. */
struct screen *record_screen(const char *table, int64_t id, int64_t parent);

/* Who read and changed what in a casefile, or in the book (0). */
struct screen *history_screen(int64_t casefile);

/* The minutes of a meeting as a document, its versions, what is done with them;
 * and what of them went out. */
struct screen *minutes_screen(int64_t meeting);
struct screen *handouts_screen(int64_t meeting);
/* Of a board: its history, and all of its meetings. */
struct screen *handouts_board_screen(int64_t board);

/* What each agency is sent before a meeting or after it. */
struct screen *packs_screen(int64_t meeting);
/* One edition of them ("sanitised"); and that one as it is written. */
struct screen *minutes_sort_screen(int64_t meeting, const char *sort);
struct screen *sanitise_screen(int64_t meeting);
/* Who is at a meeting, and where. */
struct screen *who_screen(int64_t meeting);

/* The reports of a board, or those about one of its records (casefile 0: of
 * the board); and one by its key. */
struct screen *reports_screen(int64_t board, int64_t casefile);
struct screen *report_screen(int64_t board, const char *key,
    int64_t casefile);

/* Search in everything one may see. */
struct screen *search_screen(const char *words);

#endif
