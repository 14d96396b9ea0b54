/*
 * ui_demo: the widgets on a real terminal, to be tried by hand: F1 help, F2
 * fields, F3 table, F4 note, F5 prompt, F6 question, F7 chart; Ctrl-Q ends.
 * Not a test; built so that it keeps compiling.
 */
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "ui/bar.h"
#include "ui/chart.h"
#include "ui/dialog.h"
#include "ui/fieldset.h"
#include "ui/help.h"
#include "ui/prompt.h"
#include "ui/table.h"
#include "ui/term.h"

enum { QUIT = 1, HELP, FIELDS, TABLE, NOTE, PROMPT, ASK, CHART, LOCK };

static const struct keydef rows[] = {
	{ .action = HELP, .keys = "F1", .name = "help", .bar = "help",
	  .help = "every key", .group = "Demo" },
	{ .action = FIELDS, .keys = "F2", .name = "fields", .bar = "fields",
	  .help = "fields to fill in" },
	{ .action = TABLE, .keys = "F3", .name = "table", .bar = "table",
	  .help = "a long table" },
	{ .action = NOTE, .keys = "F4", .name = "note", .bar = "note",
	  .help = "text of many lines" },
	{ .action = PROMPT, .keys = "F5", .name = "prompt", .bar = "prompt",
	  .help = "a line with completions" },
	{ .action = ASK, .keys = "F6", .name = "ask", .bar = "ask",
	  .help = "a question" },
	{ .action = CHART, .keys = "F7", .name = "chart", .bar = "chart",
	  .help = "bars" },
	{ .action = LOCK, .keys = "Ctrl-L", .name = "wipe",
	  .help = "wipe and draw anew" },
	{ .action = QUIT, .keys = "Ctrl-Q", .name = "quit", .bar = "end",
	  .help = "end the demo" },
};
static const struct keymap map = KEYMAP(rows);

static const struct choice colours[] = {
	{ .key = "r", .label = "Red" }, { .key = "g", .label = "Green" },
	{ .key = "b", .label = "Blue" },
};
static const struct choice times[] = {
	{ .key = "safe", .label = "safe to call" },
	{ .key = "nomsg", .label = "NO MESSAGES", .style = STYLE_SAFETY },
};
static const struct choice months[] = {
	{ .key = "1", .label = "January" }, { .key = "2", .label = "February" },
	{ .key = "3", .label = "March" }, { .key = "4", .label = "April" },
	{ .key = "5", .label = "May" }, { .key = "6", .label = "June" },
	{ .key = "7", .label = "July" }, { .key = "8", .label = "August" },
	{ .key = "9", .label = "September" },
	{ .key = "10", .label = "October" },
};

static const struct fieldset_row fields[] = {
	{ .label = "About", .kind = FIELDSET_HEADING },
	{ .key = "name", .label = "Name", .kind = FIELDSET_TEXT,
	  .flags = FIELDSET_REQUIRED, .help = "As on the letter." },
	{ .key = "born", .label = "Number", .kind = FIELDSET_NUMBER,
	  .help = "Digits alone." },
	{ .key = "colour", .label = "Colour", .kind = FIELDSET_CHOICE,
	  .choices = colours, .nchoices = 3 },
	{ .key = "many", .label = "Colours", .kind = FIELDSET_CHOICES,
	  .choices = colours, .nchoices = 3 },
	{ .key = "month", .label = "Month", .kind = FIELDSET_CHOICE,
	  .choices = months, .nchoices = 10 },
	{ .label = "Contact", .kind = FIELDSET_HEADING },
	{ .key = "phone", .label = "Telephone", .kind = FIELDSET_PHONE,
	  .choices = times, .nchoices = 2, .flags = FIELDSET_SENSITIVE },
	{ .key = "interp", .label = "Interpreter needed",
	  .kind = FIELDSET_KNOWN },
	{ .key = "note", .label = "Note", .kind = FIELDSET_NOTE,
	  .help = "Ctrl-J goes on." },
	{ .key = "ref", .label = "Reference", .kind = FIELDSET_TEXT,
	  .flags = FIELDSET_READONLY },
};

static struct demo {
	int page;
	bool helping, asking;
	struct fieldset fields;
	struct table table;
	struct editor note;
	struct prompt prompt;
	struct dialog dialog;
	struct help help;
	struct keymaps maps;
	struct keyseq seq;
	struct buf message, cell;
} demo;

static bool
check(void *arg, size_t row, const char *text, struct buf *value,
    struct buf *why)
{
	(void)arg;
	(void)value;
	if (fields[row].kind != FIELDSET_NUMBER ||
	    strspn(text, "0123456789") == strlen(text))
		return true;
	buf_adds(why, "Only digits can be kept here.");
	return false;
}

static void
fill_row(void *arg, int n, struct table_row *out)
{
	(void)arg;
	buf_clear(&demo.cell);
	buf_addf(&demo.cell, "row %d", n);
	out->cell[0] = buf_text(&demo.cell);
	out->cell[1] = n % 7 == 3 ? "日本語の長いテキスト" : "what there is to say";
	out->cell[2] = n % 5 == 0 ? "overdue" : "14 Mar";
	out->cell_style[2] = n % 5 == 0 ? STYLE_OVERDUE : STYLE_NORMAL;
}

static void
complete(void *arg, const char *text, size_t at, struct choices *out)
{
	static const char *const names[] = { "Stork", "Stone", "Brickwell" };
	struct buf word = {0};
	size_t i;

	(void)arg;
	buf_add(&word, text + out->from, at - out->from);
	for (i = 0; word.len > 0 && i < 3; i++)
		if (choices_fits(buf_text(&word), names[i]))
			choices_add(out, names[i], NULL, "a note", 0);
	buf_release(&word);
}

static void
explain(void *arg, const char *text, struct choices *out)
{
	(void)arg;
	if (*text)
		choices_add_line(out, STYLE_GHOST, text);
}

static void
draw_page(struct view v)
{
	static const int64_t values[] = { 12, 7, 1, 0 };
	static const struct chart_bar bars[] = {
		{ .label = "Police", .letter = "", .shown = "12",
		    .value = &values[0] },
		{ .label = "Housing", .letter = "", .shown = "7",
		    .value = &values[1], .style = STYLE_CHART_2 },
		{ .label = "Health", .letter = "", .shown = "1",
		    .value = &values[2], .style = STYLE_CHART_3 },
		{ .label = "Nobody", .letter = "", .shown = "0",
		    .value = &values[3] },
	};
	struct chart chart = { .kind = CHART_BARS, .bar = bars, .n = 4 };

	if (demo.page == FIELDS)
		fieldset_draw(&demo.fields, v);
	else if (demo.page == TABLE)
		table_draw(&demo.table, v, true);
	else if (demo.page == NOTE)
		editor_draw(&demo.note, v, STYLE_FIELD, true);
	else if (demo.page == PROMPT)
		prompt_draw(&demo.prompt, v);
	else {
		chart_draw(&chart, v, true);
		view_cursor(v, 0, 0);
	}
}

static void
draw(struct surface *s)
{
	struct view v;

	surface_clear(s);
	v = view_of(s);
	if (bar_draw_too_small(v, 3, 12))
		return;
	bar_draw_top(v, "Demo 13 Mar 2031", "OFFICIAL", "7 here");
	draw_page(view_sub(v, 1, 0, v.r.h - 3, v.r.w));
	bar_draw_message(view_sub(v, v.r.h - 2, 0, 1, v.r.w), STYLE_OK,
	    buf_text(&demo.message));
	bar_draw_keys(view_sub(v, v.r.h - 1, 0, 1, v.r.w), &demo.maps,
	    &demo.seq);
	if (demo.helping)
		help_draw(&demo.help, view_sub(v, 1, 0, v.r.h - 1, v.r.w));
	if (demo.asking)
		dialog_draw(&demo.dialog, v);
}

/* What the page does with an input; false: not its own. */
static bool
page_input(const struct input *in)
{
	unsigned did;

	if (demo.page == NOTE)
		return editor_input(&demo.note, in) != EDITOR_IGNORED;
	if (demo.page == PROMPT)
		return prompt_input(&demo.prompt, in) != PROMPT_IGNORED;
	if (demo.page != FIELDS)
		return false;
	did = fieldset_input(&demo.fields, in);
	if (did & FIELDSET_LEFT) {
		buf_clear(&demo.message);
		buf_addf(&demo.message, "saved %s = %s [%s]",
		    fields[demo.fields.left].key,
		    fieldset_value(&demo.fields, demo.fields.left),
		    fieldset_flags(&demo.fields, demo.fields.left));
	}
	return did != 0;
}

static bool
act(int action, struct surface *s)
{
	static const struct dialog_answer answers[] = {
		{ 'y', "yes, close it", 1 }, { 'n', "no, leave it open", 2 },
	};

	if (demo.page == TABLE && list_act(&demo.table.list, action))
		return true;
	if (action == QUIT)
		return false;
	if (action == HELP) {
		demo.helping = true;
		help_init(&demo.help, &demo.maps);
	} else if (action == ASK) {
		demo.asking = true;
		dialog_init(&demo.dialog, "Close",
		    "Two actions have no date. Close the case all the same?\n"
		    "What was said stays.", answers, 2, 1);
	} else if (action == LOCK) {
		term_wipe();
		draw(s);
	} else {
		demo.page = action;
	}
	return true;
}

static bool
handle(const struct input *in, struct surface *s)
{
	const struct keydef *found;
	int answer;

	if (in->kind == INPUT_HANGUP)
		return false;
	if (in->kind == INPUT_RESIZE)
		surface_resize(s, in->rows, in->cols);
	if (in->kind == INPUT_KEY && in->key == (K_CTRL | 'z')) {
		term_suspend();
		return true;
	}
	if (demo.asking) {
		answer = dialog_input(&demo.dialog, in);
		if (answer == DIALOG_OPEN)
			return true;
		demo.asking = false;
		dialog_release(&demo.dialog);
		buf_clear(&demo.message);
		buf_addf(&demo.message, "answer %d", answer);
		return true;
	}
	if (demo.helping) {
		answer = help_input(&demo.help, in);
		if (answer == 0)
			return true;
		demo.helping = false;
		help_release(&demo.help);
		return answer == HELP_CLOSED || act(answer, s);
	}
	if (page_input(in) || in->kind != INPUT_KEY)
		return true;
	if (keymap_feed(&demo.maps, &demo.seq, in->key, &found) !=
	    KEYMAP_MATCH)
		return true;
	return act(found->action, s);
}

static void
begin(void)
{
	static const struct fieldset_ops ops = { .check = check };
	static const struct prompt_ops prompt_ops = {
		.complete = complete, .explain = explain,
	};
	static const struct table_column columns[] = {
		{ .title = "Name", .min = 8, .weight = 1, .max = 20 },
		{ .title = "What", .min = 10, .weight = 3, .drop = 1 },
		{ .title = "Due", .min = 8, .align = ALIGN_RIGHT },
	};

	demo.page = FIELDS;
	demo.maps.map[0] = &map;
	demo.maps.map[1] = &list_keymap;
	fieldset_init(&demo.fields, fields,
	    sizeof(fields) / sizeof(*fields), &ops, NULL);
	fieldset_set(&demo.fields, 10, "MM-2031-014");
	editor_init(&demo.note, false, 4000);
	prompt_init(&demo.prompt, "> ", 200, &prompt_ops, NULL);
	demo.table = (struct table){
		.columns = columns, .ncolumns = 3, .row = fill_row,
	};
	list_set_count(&demo.table.list, 1000);
}

static void
end(void)
{
	fieldset_release(&demo.fields);
	editor_release(&demo.note);
	prompt_release(&demo.prompt);
	buf_release(&demo.message);
	buf_release(&demo.cell);
	if (demo.helping)
		help_release(&demo.help);
	if (demo.asking)
		dialog_release(&demo.dialog);
}

static void
run(struct surface *s)
{
	struct pollfd p = { .fd = term_fd(), .events = POLLIN };
	struct input in;
	bool sync;

	for (;;) {
		sync = false;
		while (term_read(&in)) {
			if (in.kind == INPUT_SYNC)
				sync = true;
			else if (!handle(&in, s))
				return;
		}
		draw(s);
		term_draw(s);
		if (sync)
			term_answer_sync();
		poll(&p, 1, term_waiting() ? 0 : -1);
	}
}

int
main(void)
{
	struct term_options options = {
		.term = getenv("TERM"),
		.title = "ui_demo",
		.no_color = getenv("NO_COLOR") != NULL,
		.test = getenv("MINUTEBOOK_TEST") != NULL,
	};
	struct surface s;
	struct err err = {0};
	int h, w;

	setlocale(LC_ALL, "");
	/* A dropped line is to be seen as an input, not as a signal. */
	signal(SIGHUP, SIG_IGN);
	if (!term_start(&options, &err)) {
		fprintf(stderr, "ui_demo: %s\n", err_text(&err));
		err_clear(&err);
		return 1;
	}
	term_size(&h, &w);
	surface_init(&s, h, w);
	begin();
	run(&s);
	end();
	surface_release(&s);
	term_stop();
	return 0;
}
