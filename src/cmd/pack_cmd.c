/*
 * pack_cmd: packs for the agencies of a meeting leave the book.
 */
#include "cmd/pack_cmd.h"

#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/consult.h"
#include "cmd/meeting_need.h"
#include "cmd/pack_out.h"
#include "cmd/sent.h"
#include "store/tx.h"

struct sending {
	struct session *s;
	const struct packs_wish *wish;
	struct meeting_row m;
	const struct kind_pack *kind_pack;
	struct pack_agency *agencies;	/* those that get one */
	size_t n;
	struct pack *packs;		/* as many, as far as they are made */
	struct buf *zips;		/* likewise */
	struct packs_done *done;
	struct arena a;
	struct err *err;
};

/* ---- What is asked for --------------------------------------------------- */

/* Keeps those asked for; each must be among them. */
static bool
choose(struct sending *w)
{
	const struct packs_wish *wish = w->wish;
	size_t i, j, kept = 0;

	for (i = 0; wish->n_agencies && i < w->n; i++) {
		for (j = 0; j < wish->n_agencies && wish->agencies[j] !=
		    w->agencies[i].id; j++)
			;
		if (j < wish->n_agencies)
			w->agencies[kept++] = w->agencies[i];
	}
	if (wish->n_agencies && kept < wish->n_agencies)
		return err_set(w->err, ERR_INPUT, "Nobody on this board "
		    "stands for %s: no member of theirs has a role that takes "
		    "away what it sees. Nothing was written.",
		    wish->n_agencies > 1 ? "one of these agencies"
		    : "this agency");
	if (wish->n_agencies)
		w->n = kept;
	if (w->n == 0)
		return err_set(w->err, ERR_INPUT, "No agency has a member on "
		    "this board who may be sent anything. Nothing was "
		    "written.");
	return wish->output || w->n == 1 || err_set(w->err, ERR_INPUT,
	    "To standard output goes the zip of one agency: name it, or say "
	    "which folder the packs go to. Nothing was written.");
}

static bool
look_round(struct sending *w, int64_t meeting)
{
	return need_person(w->s, w->err) && need_meeting(w->s, meeting,
	    RIGHT_EXPORT_RECORD, RIGHT_NONE, &w->a, &w->m, w->err) &&
	    (w->kind_pack = pack_find(w->s, &w->m, w->wish->pack, w->err)) &&
	    pack_agencies(w->s, meeting, &w->a, &w->agencies, &w->n, w->err) &&
	    choose(w);
}

/* ---- Making -------------------------------------------------------------- */

/* 31 letters that are not mistaken for one another when read out; 99 bits. */
static const char *
make_password(struct arena *a)
{
	static const char letters[] = "abcdefghjkmnpqrstuvwxyz23456789";
	char text[25];
	size_t n = 0;
	unsigned char byte;

	while (n < sizeof text - 1) {
		if (n % 5 == 4) {
			text[n++] = '-';
			continue;
		}
		hash_random(&byte, 1);
		if (byte < 248)
			text[n++] = letters[byte % 31];
	}
	text[n] = '\0';
	return arena_strdup(a, text);
}

static bool
zip(struct sending *w, size_t i, const char *password)
{
	const struct pack *p = &w->packs[i];
	struct zipped_file *files = xcalloc(p->n + 1, sizeof *files);
	size_t j;
	bool ok;

	for (j = 0; j < p->n; j++)
		files[j] = (struct zipped_file){ p->files[j].name,
			&p->files[j].bytes };
	ok = zipped_write(files, p->n, password, &w->zips[i], w->err);
	free(files);
	return ok;
}

/* Would such a pack hold minutes, and this one holds none? */
static bool
lacks_minutes(const struct sending *w, const struct pack *p)
{
	const struct kind_pack *k = w->kind_pack;
	bool wanted = false;
	size_t i;

	for (i = 0; i < k->n_holds; i++)
		wanted |= k->holds[i].what == PAPER_MINUTES;
	for (i = 0; i < p->n; i++)
		wanted &= p->files[i].what != PAPER_MINUTES;
	return wanted;
}

static bool
tell(const struct sending *w, size_t made)
{
	return !w->wish->tell || w->wish->tell(w->wish->arg, (int64_t)made,
	    (int64_t)w->n) || err_set(w->err, ERR_INPUT, "It was stopped "
	    "before all packs were made. Nothing was sent, and nothing of "
	    "them is left.");
}

static bool
make(struct sending *w)
{
	struct pack_reader reader = {0};
	struct packs_line *line;
	bool ok = true;
	size_t i;

	w->done->lines = arena_array(&w->done->arena, w->n,
	    sizeof *w->done->lines);
	for (i = 0; ok && i < w->n; i++) {
		line = &w->done->lines[w->done->n++];
		*line = (struct packs_line){
			.name = arena_strdup(&w->done->arena,
			    w->agencies[i].name),
			.slug = arena_strdup(&w->done->arena,
			    w->agencies[i].slug),
			.password = w->wish->each ? make_password(
			    &w->done->arena) : NULL };
		ok = pack_reader_as(&reader, w->s, w->m.board,
		    &w->agencies[i], w->err) && pack_make(&reader.session,
		    &w->m, w->kind_pack, &w->agencies[i], w->wish->format,
		    &w->packs[i], w->err);
		line->no_minutes = ok && lacks_minutes(w, &w->packs[i]);
		line->files = w->packs[i].n;
		line->cases = w->packs[i].n_cases;
		line->actions = w->packs[i].n_actions;
		if (ok && (w->wish->password || w->wish->each))
			ok = zip(w, i, line->password ? line->password
			    : w->wish->password);
		ok = ok && tell(w, i + 1);
	}
	pack_reader_close(&reader);
	return ok;
}

/* ---- Noting -------------------------------------------------------------- */

static bool
note_one(struct sending *w, const struct pack *p, int64_t id, int64_t part_of,
    const struct pack_file *f, const struct buf *bytes)
{
	bool sealed = w->wish->password || w->wish->each;
	unsigned char sum[HASH_SIZE];
	struct buf hex = {0};
	bool ok;

	if (bytes) {
		hash_sha256(sum, bytes->data, bytes->len);
		hash_add_hex(&hex, sum, sizeof sum);
	}
	ok = cmd_write(w->s, SQL_HANDOUT_ADD_PACKED, BIND(B_ID("new", id),
	    B_ID("edition", f ? f->edition : 0),
	    B_TEXT("how", f ? "exported" : "packed"),
	    B_TEXT("format", f ? f->format : sealed ? "zip" : "folder"),
	    B_TEXT("hash", buf_text(&hex)),
	    B_TEXT("what", f ? kind_paper_name(f->what) : w->kind_pack->key),
	    B_ID("agency", p->agency->id), B_ID("part_of", part_of),
	    B_INT("encrypted", sealed), B_ID("member", w->s->member),
	    B_TEXT("now", need_now(w->s, &w->a)),
	    B_ID("meeting", w->m.id)), NULL, w->err);
	buf_release(&hex);
	return ok;
}

static bool
note_pack(struct sending *w, size_t i)
{
	const struct pack *p = &w->packs[i];
	int64_t id = sent_new(w->s);
	struct buf detail = {0};
	size_t j;
	bool ok;

	buf_addf(&detail, "pack for %s: %s", p->agency->name,
	    w->kind_pack->label);
	ok = consult_pack(w->s, w->m.id, buf_text(&detail), p->casefiles,
	    p->n_casefiles, w->err) && note_one(w, p, id, 0, NULL,
	    w->zips[i].len ? &w->zips[i] : NULL);
	for (j = 0; ok && j < p->n; j++)
		ok = note_one(w, p, sent_new(w->s), id, &p->files[j],
		    &p->files[j].bytes);
	buf_release(&detail);
	return ok;
}

/* All of them in one command. */
static bool
note(struct sending *w)
{
	bool ok = true;
	size_t i;

	if (!cmd_begin(w->s, "packs-send", w->err))
		return false;
	w->s->encrypts = w->wish->password || w->wish->each;
	for (i = 0; ok && i < w->n; i++)
		ok = note_pack(w, i);
	w->s->encrypts = false;
	return cmd_end(w->s, ok, w->err);
}

/* ---- Writing ------------------------------------------------------------- */

static void
put(struct sending *w, struct pack_out *out, size_t i)
{
	const struct pack *p = &w->packs[i];
	struct buf name = {0};
	size_t j;

	if (w->zips[i].len) {
		buf_addf(&name, "%s.zip", p->agency->slug);
		pack_out_file(out, buf_text(&name), &w->zips[i]);
		buf_release(&name);
		return;
	}
	pack_out_into(out, p->agency->slug);
	for (j = 0; j < p->n; j++)
		pack_out_file(out, p->files[j].name, &p->files[j].bytes);
	pack_out_into(out, NULL);
}

/* They lie on the disk before they are noted, and have no name before that. */
static bool
send_out(struct sending *w, struct pack_out *out)
{
	bool ok = true;
	size_t i;

	for (i = 0; i < w->n; i++)
		put(w, out, i);
	ok = pack_out_whole(out, w->err) && note(w);
	return pack_out_close(out, ok, w->err);
}

bool
cmd_packs_send(struct session *s, int64_t meeting,
    const struct packs_wish *wish, struct packs_done *done,
    struct buf *stream, struct err *err)
{
	struct sending w = { .s = s, .wish = wish, .done = done, .err = err };
	struct pack_out out = { .fd = -1 };
	size_t i;
	bool ok;

	*done = (struct packs_done){0};
	ok = look_round(&w, meeting);
	if (ok)
		done->label = arena_strdup(&done->arena, w.kind_pack->label);
	/* A place that can't be had is said before the work is done. */
	ok = ok && (!wish->output || pack_out_open(&out, s,
	    wish->output, err));
	w.packs = xcalloc(w.n + 1, sizeof *w.packs);
	w.zips = xcalloc(w.n + 1, sizeof *w.zips);
	ok = ok && make(&w);
	if (!wish->output)
		ok = ok && note(&w);
	else if (ok)
		ok = send_out(&w, &out);
	else
		pack_out_close(&out, false, err);
	if (ok && !wish->output)
		buf_add(stream, w.zips[0].data, w.zips[0].len);
	for (i = 0; i < w.n; i++) {
		pack_release(&w.packs[i]);
		buf_wipe(&w.zips[i]);
	}
	free(w.packs);
	free(w.zips);
	arena_release(&w.a);
	return ok;
}

void
packs_done_release(struct packs_done *done)
{
	arena_release(&done->arena);
	*done = (struct packs_done){0};
}
