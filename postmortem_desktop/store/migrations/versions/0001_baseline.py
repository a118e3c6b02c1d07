"""The first tables.

Frozen text: what was released is not changed by later changes of the records.
"""

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
    """
    CREATE TABLE attachment_bytes (attachment_id TEXT NOT NULL, bytes BLOB NOT NULL, CONSTRAINT
        pk_attachment_bytes PRIMARY KEY (attachment_id))
    """,
    """
    CREATE TABLE counters (name TEXT NOT NULL, value INTEGER NOT NULL, CONSTRAINT pk_counters
        PRIMARY KEY (name))
    """,
    """
    CREATE TABLE evidence_items (id TEXT NOT NULL, postmortem_id TEXT NOT NULL, batch_id TEXT
        NOT NULL, text TEXT NOT NULL, detail TEXT NOT NULL, at BIGINT, ends_at BIGINT, precision
        TEXT NOT NULL, time_text TEXT NOT NULL, lane TEXT NOT NULL, kind TEXT NOT NULL, actor
        TEXT NOT NULL, actor_kind TEXT NOT NULL, severity TEXT NOT NULL, thread TEXT NOT NULL,
        source_id TEXT NOT NULL, link TEXT NOT NULL, line INTEGER NOT NULL, attachment_id TEXT,
        "order" INTEGER NOT NULL, private BOOLEAN NOT NULL, hash TEXT NOT NULL, CONSTRAINT
        pk_evidence_items PRIMARY KEY (id))
    """,
    """
    CREATE INDEX ix_evidence_items_batch_id ON evidence_items (batch_id)
    """,
    """
    CREATE INDEX ix_evidence_items_postmortem_id_at_order ON evidence_items (postmortem_id, at,
        "order")
    """,
    """
    CREATE TABLE evidence_raw (item_id TEXT NOT NULL, raw TEXT NOT NULL, CONSTRAINT
        pk_evidence_raw PRIMARY KEY (item_id))
    """,
    """
    CREATE TABLE history (postmortem_id TEXT NOT NULL, seq INTEGER NOT NULL, done BOOLEAN NOT
        NULL, at BIGINT NOT NULL, edit TEXT NOT NULL, CONSTRAINT pk_history PRIMARY KEY
        (postmortem_id, seq))
    """,
    """
    CREATE TABLE postmortems (id TEXT NOT NULL, title TEXT NOT NULL, created_at BIGINT NOT NULL,
        reference TEXT NOT NULL, severity TEXT NOT NULL, services TEXT NOT NULL, zone TEXT NOT
        NULL, day TEXT, summary TEXT NOT NULL, impact TEXT NOT NULL, status TEXT NOT NULL,
        template TEXT NOT NULL, audience TEXT NOT NULL, agenda TEXT NOT NULL, archived BOOLEAN
        NOT NULL, deleted_at BIGINT, finished_at BIGINT, seal TEXT NOT NULL, hash TEXT NOT NULL,
        CONSTRAINT pk_postmortems PRIMARY KEY (id))
    """,
    """
    CREATE TABLE action_items (id TEXT NOT NULL, postmortem_id TEXT NOT NULL, title TEXT NOT
        NULL, kind TEXT NOT NULL, owner TEXT NOT NULL, due TEXT, status TEXT NOT NULL, tracker
        TEXT NOT NULL, done_test TEXT NOT NULL, declined_reason TEXT NOT NULL, "order" INTEGER
        NOT NULL, private BOOLEAN NOT NULL, hash TEXT NOT NULL, CONSTRAINT pk_action_items
        PRIMARY KEY (id), CONSTRAINT fk_action_items_postmortem_id FOREIGN KEY(postmortem_id)
        REFERENCES postmortems (id) DEFERRABLE INITIALLY DEFERRED)
    """,
    """
    CREATE INDEX ix_action_items_postmortem_id ON action_items (postmortem_id)
    """,
    """
    CREATE TABLE attachments (id TEXT NOT NULL, postmortem_id TEXT NOT NULL, name TEXT NOT NULL,
        media_type TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, private BOOLEAN
        NOT NULL, hash TEXT NOT NULL, CONSTRAINT pk_attachments PRIMARY KEY (id), CONSTRAINT
        fk_attachments_postmortem_id FOREIGN KEY(postmortem_id) REFERENCES postmortems (id)
        DEFERRABLE INITIALLY DEFERRED)
    """,
    """
    CREATE INDEX ix_attachments_postmortem_id ON attachments (postmortem_id)
    """,
    """
    CREATE TABLE contributing_factors (id TEXT NOT NULL, postmortem_id TEXT NOT NULL, title TEXT
        NOT NULL, detail TEXT NOT NULL, "order" INTEGER NOT NULL, private BOOLEAN NOT NULL, hash
        TEXT NOT NULL, CONSTRAINT pk_contributing_factors PRIMARY KEY (id), CONSTRAINT
        fk_contributing_factors_postmortem_id FOREIGN KEY(postmortem_id) REFERENCES postmortems
        (id) DEFERRABLE INITIALLY DEFERRED)
    """,
    """
    CREATE INDEX ix_contributing_factors_postmortem_id ON contributing_factors (postmortem_id)
    """,
    """
    CREATE TABLE evidence_batches (id TEXT NOT NULL, postmortem_id TEXT NOT NULL, source_name
        TEXT NOT NULL, format TEXT NOT NULL, imported_at BIGINT NOT NULL, zone TEXT NOT NULL,
        clock_shift_seconds INTEGER NOT NULL, withdrawn BOOLEAN NOT NULL, item_count INTEGER NOT
        NULL, sha256 TEXT NOT NULL, hash TEXT NOT NULL, CONSTRAINT pk_evidence_batches PRIMARY
        KEY (id), CONSTRAINT fk_evidence_batches_postmortem_id FOREIGN KEY(postmortem_id)
        REFERENCES postmortems (id) DEFERRABLE INITIALLY DEFERRED)
    """,
    """
    CREATE INDEX ix_evidence_batches_postmortem_id ON evidence_batches (postmortem_id)
    """,
    """
    CREATE TABLE field_values (id TEXT NOT NULL, postmortem_id TEXT NOT NULL, owner_id TEXT NOT
        NULL, "key" TEXT NOT NULL, value TEXT NOT NULL, private BOOLEAN NOT NULL, hash TEXT NOT
        NULL, CONSTRAINT pk_field_values PRIMARY KEY (id), CONSTRAINT
        fk_field_values_postmortem_id FOREIGN KEY(postmortem_id) REFERENCES postmortems (id)
        DEFERRABLE INITIALLY DEFERRED)
    """,
    """
    CREATE INDEX ix_field_values_postmortem_id ON field_values (postmortem_id)
    """,
    """
    CREATE TABLE findings (id TEXT NOT NULL, postmortem_id TEXT NOT NULL, kind TEXT NOT NULL,
        title TEXT NOT NULL, detail TEXT NOT NULL, "order" INTEGER NOT NULL, private BOOLEAN NOT
        NULL, hash TEXT NOT NULL, CONSTRAINT pk_findings PRIMARY KEY (id), CONSTRAINT
        fk_findings_postmortem_id FOREIGN KEY(postmortem_id) REFERENCES postmortems (id)
        DEFERRABLE INITIALLY DEFERRED)
    """,
    """
    CREATE INDEX ix_findings_postmortem_id ON findings (postmortem_id)
    """,
    """
    CREATE TABLE kept_phrases (id TEXT NOT NULL, postmortem_id TEXT NOT NULL, owner_id TEXT NOT
        NULL, category TEXT NOT NULL, phrase TEXT NOT NULL, hash TEXT NOT NULL, CONSTRAINT
        pk_kept_phrases PRIMARY KEY (id), CONSTRAINT fk_kept_phrases_postmortem_id FOREIGN
        KEY(postmortem_id) REFERENCES postmortems (id) DEFERRABLE INITIALLY DEFERRED)
    """,
    """
    CREATE INDEX ix_kept_phrases_postmortem_id ON kept_phrases (postmortem_id)
    """,
    """
    CREATE TABLE lanes (id TEXT NOT NULL, postmortem_id TEXT NOT NULL, title TEXT NOT NULL,
        parent_id TEXT, "order" INTEGER NOT NULL, colour TEXT NOT NULL, glyph TEXT NOT NULL,
        collapsed BOOLEAN NOT NULL, private BOOLEAN NOT NULL, hash TEXT NOT NULL, CONSTRAINT
        pk_lanes PRIMARY KEY (id), CONSTRAINT fk_lanes_postmortem_id FOREIGN KEY(postmortem_id)
        REFERENCES postmortems (id) DEFERRABLE INITIALLY DEFERRED, CONSTRAINT fk_lanes_parent_id
        FOREIGN KEY(parent_id) REFERENCES lanes (id) DEFERRABLE INITIALLY DEFERRED)
    """,
    """
    CREATE INDEX ix_lanes_parent_id ON lanes (parent_id)
    """,
    """
    CREATE INDEX ix_lanes_postmortem_id ON lanes (postmortem_id)
    """,
    """
    CREATE TABLE links (id TEXT NOT NULL, postmortem_id TEXT NOT NULL, source_id TEXT NOT NULL,
        target_id TEXT NOT NULL, kind TEXT NOT NULL, hash TEXT NOT NULL, CONSTRAINT pk_links
        PRIMARY KEY (id), CONSTRAINT fk_links_postmortem_id FOREIGN KEY(postmortem_id)
        REFERENCES postmortems (id) DEFERRABLE INITIALLY DEFERRED)
    """,
    """
    CREATE INDEX ix_links_postmortem_id ON links (postmortem_id)
    """,
    """
    CREATE INDEX ix_links_source_id ON links (source_id)
    """,
    """
    CREATE INDEX ix_links_target_id ON links (target_id)
    """,
    """
    CREATE TABLE numberings (id TEXT NOT NULL, postmortem_id TEXT NOT NULL, next_event INTEGER
        NOT NULL, next_answer INTEGER NOT NULL, hash TEXT NOT NULL, CONSTRAINT pk_numberings
        PRIMARY KEY (id), CONSTRAINT fk_numberings_postmortem_id FOREIGN KEY(postmortem_id)
        REFERENCES postmortems (id) DEFERRABLE INITIALLY DEFERRED)
    """,
    """
    CREATE INDEX ix_numberings_postmortem_id ON numberings (postmortem_id)
    """,
    """
    CREATE TABLE parked_ideas (id TEXT NOT NULL, postmortem_id TEXT NOT NULL, text TEXT NOT
        NULL, parked_at BIGINT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL, "order"
        INTEGER NOT NULL, private BOOLEAN NOT NULL, hash TEXT NOT NULL, CONSTRAINT
        pk_parked_ideas PRIMARY KEY (id), CONSTRAINT fk_parked_ideas_postmortem_id FOREIGN
        KEY(postmortem_id) REFERENCES postmortems (id) DEFERRABLE INITIALLY DEFERRED)
    """,
    """
    CREATE INDEX ix_parked_ideas_postmortem_id ON parked_ideas (postmortem_id)
    """,
    """
    CREATE TABLE participants (id TEXT NOT NULL, postmortem_id TEXT NOT NULL, name TEXT NOT
        NULL, role_then TEXT NOT NULL, team TEXT NOT NULL, background TEXT NOT NULL, alias TEXT
        NOT NULL, handles TEXT NOT NULL, emails TEXT NOT NULL, show_name BOOLEAN NOT NULL,
        consent TEXT NOT NULL, colour TEXT NOT NULL, "order" INTEGER NOT NULL, private BOOLEAN
        NOT NULL, hash TEXT NOT NULL, CONSTRAINT pk_participants PRIMARY KEY (id), CONSTRAINT
        fk_participants_postmortem_id FOREIGN KEY(postmortem_id) REFERENCES postmortems (id)
        DEFERRABLE INITIALLY DEFERRED)
    """,
    """
    CREATE INDEX ix_participants_postmortem_id ON participants (postmortem_id)
    """,
    """
    CREATE TABLE interviews (id TEXT NOT NULL, postmortem_id TEXT NOT NULL, participant_id TEXT
        NOT NULL, status TEXT NOT NULL, notes TEXT NOT NULL, hash TEXT NOT NULL, CONSTRAINT
        pk_interviews PRIMARY KEY (id), CONSTRAINT fk_interviews_postmortem_id FOREIGN
        KEY(postmortem_id) REFERENCES postmortems (id) DEFERRABLE INITIALLY DEFERRED, CONSTRAINT
        fk_interviews_participant_id FOREIGN KEY(participant_id) REFERENCES participants (id)
        DEFERRABLE INITIALLY DEFERRED)
    """,
    """
    CREATE INDEX ix_interviews_participant_id ON interviews (participant_id)
    """,
    """
    CREATE INDEX ix_interviews_postmortem_id ON interviews (postmortem_id)
    """,
    """
    CREATE TABLE timeline_events (id TEXT NOT NULL, postmortem_id TEXT NOT NULL, lane_id TEXT
        NOT NULL, title TEXT NOT NULL, detail TEXT NOT NULL, kind TEXT NOT NULL, starts_at
        BIGINT, ends_at BIGINT, "order" INTEGER NOT NULL, precision TEXT NOT NULL, earliest
        BIGINT, latest BIGINT, known_at BIGINT, known_then TEXT NOT NULL, basis TEXT NOT NULL,
        starred BOOLEAN NOT NULL, locked BOOLEAN NOT NULL, number INTEGER NOT NULL, private
        BOOLEAN NOT NULL, hash TEXT NOT NULL, CONSTRAINT pk_timeline_events PRIMARY KEY (id),
        CONSTRAINT fk_timeline_events_postmortem_id FOREIGN KEY(postmortem_id) REFERENCES
        postmortems (id) DEFERRABLE INITIALLY DEFERRED, CONSTRAINT fk_timeline_events_lane_id
        FOREIGN KEY(lane_id) REFERENCES lanes (id) DEFERRABLE INITIALLY DEFERRED)
    """,
    """
    CREATE INDEX ix_timeline_events_lane_id ON timeline_events (lane_id)
    """,
    """
    CREATE INDEX ix_timeline_events_postmortem_id_starts_at ON timeline_events (postmortem_id,
        starts_at)
    """,
    """
    CREATE TABLE answers (id TEXT NOT NULL, postmortem_id TEXT NOT NULL, interview_id TEXT NOT
        NULL, prompt_id TEXT, question TEXT NOT NULL, account TEXT, event_id TEXT, at BIGINT,
        text TEXT NOT NULL, certainty TEXT NOT NULL, source TEXT NOT NULL, named BOOLEAN NOT
        NULL, number INTEGER NOT NULL, "order" INTEGER NOT NULL, private BOOLEAN NOT NULL, hash
        TEXT NOT NULL, CONSTRAINT pk_answers PRIMARY KEY (id), CONSTRAINT
        fk_answers_postmortem_id FOREIGN KEY(postmortem_id) REFERENCES postmortems (id)
        DEFERRABLE INITIALLY DEFERRED, CONSTRAINT fk_answers_interview_id FOREIGN
        KEY(interview_id) REFERENCES interviews (id) DEFERRABLE INITIALLY DEFERRED, CONSTRAINT
        fk_answers_event_id FOREIGN KEY(event_id) REFERENCES timeline_events (id) DEFERRABLE
        INITIALLY DEFERRED)
    """,
    """
    CREATE INDEX ix_answers_event_id ON answers (event_id)
    """,
    """
    CREATE INDEX ix_answers_interview_id ON answers (interview_id)
    """,
    """
    CREATE INDEX ix_answers_postmortem_id ON answers (postmortem_id)
    """,
    """
    CREATE TABLE milestones (id TEXT NOT NULL, postmortem_id TEXT NOT NULL, kind TEXT NOT NULL,
        at BIGINT NOT NULL, event_id TEXT, hash TEXT NOT NULL, CONSTRAINT pk_milestones PRIMARY
        KEY (id), CONSTRAINT fk_milestones_postmortem_id FOREIGN KEY(postmortem_id) REFERENCES
        postmortems (id) DEFERRABLE INITIALLY DEFERRED, CONSTRAINT fk_milestones_event_id
        FOREIGN KEY(event_id) REFERENCES timeline_events (id) DEFERRABLE INITIALLY DEFERRED)
    """,
    """
    CREATE INDEX ix_milestones_event_id ON milestones (event_id)
    """,
    """
    CREATE INDEX ix_milestones_postmortem_id ON milestones (postmortem_id)
    """,
    "INSERT INTO counters (name, value) VALUES ('edits', 0)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
