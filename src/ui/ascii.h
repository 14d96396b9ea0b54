/*
 * ascii: the nearest ASCII character for one that a terminal without UTF-8
 * can't show. Pure.
 */
#ifndef UI_ASCII_H
#define UI_ASCII_H

#include <stdint.h>

/* '-' for a horizontal line, 'e' for é, '?' where nothing is near. */
char ascii_for(uint32_t cp);

#endif
