/*
 * remote_cage: what the kernel lets a member's session over SSH do. Knows
 * nothing of the book.
 */
#ifndef REMOTE_CAGE_H
#define REMOTE_CAGE_H

/* From here on nothing is inherited, started or looked into: open files beside
 * the three are closed, no other program is run and no process made, no right is
 * won. What a kernel can't do is left to the rest: never fails. */
void remote_cage(void);

/* No threads either. What writes a document has some; nothing else needs one. */
void remote_cage_threads(void);

#endif
