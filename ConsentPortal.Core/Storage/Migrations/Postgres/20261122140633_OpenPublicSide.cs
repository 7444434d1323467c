using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ConsentPortal.Core.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OpenPublicSide : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "level_after",
                table: "undo_offers",
                type: "character varying(24)",
                maxLength: 24,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "level_before",
                table: "undo_offers",
                type: "character varying(24)",
                maxLength: 24,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "level_contact_id",
                table: "undo_offers",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "data_use",
                table: "purposes",
                type: "character varying(24)",
                maxLength: 24,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "key_id",
                table: "ledger_seals",
                type: "character varying(43)",
                maxLength: 43,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<byte[]>(
                name: "signature",
                table: "ledger_seals",
                type: "bytea",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "asked_point_id",
                table: "consent_requests",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "consent_requests",
                type: "character varying(24)",
                maxLength: 24,
                nullable: false,
                defaultValue: "optIn");

            migrationBuilder.AddColumn<long>(
                name: "level_contact_id",
                table: "consent_requests",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "level_from",
                table: "consent_requests",
                type: "character varying(24)",
                maxLength: 24,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "level_wanted",
                table: "consent_requests",
                type: "character varying(24)",
                maxLength: 24,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "person_id",
                table: "consent_requests",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "remind_at",
                table: "consent_requests",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "reminded_at",
                table: "consent_requests",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "reminder_hash",
                table: "consent_requests",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "run_id",
                table: "consent_requests",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "wording_version",
                table: "consent_request_items",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "address_codes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    point_id = table.Column<long>(type: "bigint", nullable: false),
                    use = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    hash_key = table.Column<short>(type: "smallint", nullable: false),
                    code_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_address_codes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "consent_validities",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    profile_id = table.Column<long>(type: "bigint", nullable: false),
                    purpose_id = table.Column<long>(type: "bigint", nullable: false),
                    opt_in_months = table.Column<int>(type: "integer", nullable: true),
                    purchase_months = table.Column<int>(type: "integer", nullable: true),
                    inquiry_months = table.Column<int>(type: "integer", nullable: true),
                    held_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    held_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_consent_validities", x => x.id);
                    table.ForeignKey(
                        name: "fk_consent_validities_compliance_profiles_profile_id",
                        column: x => x.profile_id,
                        principalTable: "compliance_profiles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_consent_validities_purposes_purpose_id",
                        column: x => x.purpose_id,
                        principalTable: "purposes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "flag_tallies",
                columns: table => new
                {
                    group = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    key = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    soon_count = table.Column<int>(type: "integer", nullable: false),
                    taken_back = table.Column<int>(type: "integer", nullable: false),
                    first_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_flag_tallies", x => new { x.group, x.key });
                });

            migrationBuilder.CreateTable(
                name: "flagged_saves",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    point_id = table.Column<long>(type: "bigint", nullable: false),
                    profile_id = table.Column<long>(type: "bigint", nullable: false),
                    message_ref_id = table.Column<long>(type: "bigint", nullable: false),
                    network = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    signs = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_flagged_saves", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "lapsed_requests",
                columns: table => new
                {
                    profile_id = table.Column<long>(type: "bigint", nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lapsed_requests", x => x.profile_id);
                });

            migrationBuilder.CreateTable(
                name: "leaving_reasons",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    save_id = table.Column<long>(type: "bigint", nullable: false),
                    profile_id = table.Column<long>(type: "bigint", nullable: false),
                    word = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    note_id = table.Column<long>(type: "bigint", nullable: false),
                    note_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leaving_reasons", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "message_templates",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    profile_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    language = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    edited = table.Column<bool>(type: "boolean", nullable: false),
                    subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    button = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    body = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    edited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_templates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "preference_centers",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    profile_id = table.Column<long>(type: "bigint", nullable: false),
                    show_level = table.Column<bool>(type: "boolean", nullable: false),
                    show_tracking = table.Column<bool>(type: "boolean", nullable: false),
                    show_data_uses = table.Column<bool>(type: "boolean", nullable: false),
                    show_pause = table.Column<bool>(type: "boolean", nullable: false),
                    ask_reasons = table.Column<bool>(type: "boolean", nullable: false),
                    show_details = table.Column<bool>(type: "boolean", nullable: false),
                    tell_of_changes = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_preference_centers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "public_wishes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    profile_id = table.Column<long>(type: "bigint", nullable: false),
                    language = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    address = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_public_wishes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "published_wordings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    purpose_id = table.Column<long>(type: "bigint", nullable: false),
                    topic_id = table.Column<long>(type: "bigint", nullable: false),
                    language = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    reference = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_by = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_published_wordings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "renewal_runs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    profile_id = table.Column<long>(type: "bigint", nullable: false),
                    purpose_id = table.Column<long>(type: "bigint", nullable: false),
                    topic_id = table.Column<long>(type: "bigint", nullable: true),
                    point_id = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_by = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_point_id = table.Column<long>(type: "bigint", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false),
                    asked = table.Column<int>(type: "integer", nullable: false),
                    skipped = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_renewal_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "requested_people",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    first_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    last_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    language = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    child = table.Column<bool>(type: "boolean", nullable: false),
                    guardian_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    guardian_address = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    contact_id = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_requested_people", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "seal_publications",
                columns: table => new
                {
                    target = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    tried_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    problem = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seal_publications", x => x.target);
                });

            migrationBuilder.CreateTable(
                name: "subscribe_pages",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    profile_id = table.Column<long>(type: "bigint", nullable: false),
                    open = table.Column<bool>(type: "boolean", nullable: false),
                    offers = table.Column<List<long>>(type: "bigint[]", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    intro = table.Column<string>(type: "text", nullable: false),
                    offers_sms = table.Column<bool>(type: "boolean", nullable: false),
                    offers_voice = table.Column<bool>(type: "boolean", nullable: false),
                    asks_first_name = table.Column<bool>(type: "boolean", nullable: false),
                    asks_last_name = table.Column<bool>(type: "boolean", nullable: false),
                    asks_child = table.Column<bool>(type: "boolean", nullable: false),
                    child_age = table.Column<int>(type: "integer", nullable: false),
                    confirm_days = table.Column<int>(type: "integer", nullable: false),
                    reminder_days = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subscribe_pages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "subscriptions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    profile_id = table.Column<long>(type: "bigint", nullable: false),
                    page_version = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    language = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    email = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    phone = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    first_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    last_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    child = table.Column<bool>(type: "boolean", nullable: false),
                    guardian_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    guardian_email = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    ticks_json = table.Column<string>(type: "text", nullable: false),
                    ip = table.Column<string>(type: "text", nullable: false),
                    user_agent = table.Column<string>(type: "text", nullable: false),
                    doubtful = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    taken_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    number_point_id = table.Column<long>(type: "bigint", nullable: false),
                    sms_point_id = table.Column<long>(type: "bigint", nullable: false),
                    voice_point_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subscriptions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "text_messages",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    to = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    point_id = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    useless_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_text_messages", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_undo_offers_other_point_id_saved_at",
                table: "undo_offers",
                columns: new[] { "other_point_id", "saved_at" });

            migrationBuilder.CreateIndex(
                name: "ix_undo_offers_point_id_saved_at",
                table: "undo_offers",
                columns: new[] { "point_id", "saved_at" });

            migrationBuilder.CreateIndex(
                name: "ix_consent_requests_asked_point_id_requested_at",
                table: "consent_requests",
                columns: new[] { "asked_point_id", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "ix_consent_requests_person_id",
                table: "consent_requests",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_consent_requests_remind_at",
                table: "consent_requests",
                column: "remind_at");

            migrationBuilder.CreateIndex(
                name: "ix_consent_requests_reminder_hash",
                table: "consent_requests",
                column: "reminder_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_consent_records_valid_until_point_id_purpose_id_status",
                table: "consent_records",
                columns: new[] { "valid_until", "point_id", "purpose_id", "status" },
                filter: "valid_until IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_address_codes_point_id_sent_at",
                table: "address_codes",
                columns: new[] { "point_id", "sent_at" });

            migrationBuilder.CreateIndex(
                name: "ix_address_codes_sent_at",
                table: "address_codes",
                column: "sent_at");

            migrationBuilder.CreateIndex(
                name: "ix_consent_validities_profile_id",
                table: "consent_validities",
                column: "profile_id");

            migrationBuilder.CreateIndex(
                name: "ix_consent_validities_purpose_id",
                table: "consent_validities",
                column: "purpose_id");

            migrationBuilder.CreateIndex(
                name: "ix_flag_tallies_group_last_at",
                table: "flag_tallies",
                columns: new[] { "group", "last_at" });

            migrationBuilder.CreateIndex(
                name: "ix_flagged_saves_message_ref_id_id",
                table: "flagged_saves",
                columns: new[] { "message_ref_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_flagged_saves_network_id",
                table: "flagged_saves",
                columns: new[] { "network", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_leaving_reasons_profile_id_at",
                table: "leaving_reasons",
                columns: new[] { "profile_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_leaving_reasons_save_id",
                table: "leaving_reasons",
                column: "save_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_message_templates_profile_id_kind_language",
                table: "message_templates",
                columns: new[] { "profile_id", "kind", "language" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_preference_centers_profile_id",
                table: "preference_centers",
                column: "profile_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_published_wordings_purpose_id_topic_id_language_number",
                table: "published_wordings",
                columns: new[] { "purpose_id", "topic_id", "language", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_published_wordings_reference",
                table: "published_wordings",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_renewal_runs_state",
                table: "renewal_runs",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_requested_people_created_at",
                table: "requested_people",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_subscribe_pages_profile_id",
                table: "subscribe_pages",
                column: "profile_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_at",
                table: "subscriptions",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_taken_at",
                table: "subscriptions",
                column: "taken_at");

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_token_hash",
                table: "subscriptions",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_text_messages_next_attempt_at",
                table: "text_messages",
                column: "next_attempt_at");

            migrationBuilder.CreateIndex(
                name: "ix_text_messages_point_id",
                table: "text_messages",
                column: "point_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "address_codes");

            migrationBuilder.DropTable(
                name: "consent_validities");

            migrationBuilder.DropTable(
                name: "flag_tallies");

            migrationBuilder.DropTable(
                name: "flagged_saves");

            migrationBuilder.DropTable(
                name: "lapsed_requests");

            migrationBuilder.DropTable(
                name: "leaving_reasons");

            migrationBuilder.DropTable(
                name: "message_templates");

            migrationBuilder.DropTable(
                name: "preference_centers");

            migrationBuilder.DropTable(
                name: "public_wishes");

            migrationBuilder.DropTable(
                name: "published_wordings");

            migrationBuilder.DropTable(
                name: "renewal_runs");

            migrationBuilder.DropTable(
                name: "requested_people");

            migrationBuilder.DropTable(
                name: "seal_publications");

            migrationBuilder.DropTable(
                name: "subscribe_pages");

            migrationBuilder.DropTable(
                name: "subscriptions");

            migrationBuilder.DropTable(
                name: "text_messages");

            migrationBuilder.DropIndex(
                name: "ix_undo_offers_other_point_id_saved_at",
                table: "undo_offers");

            migrationBuilder.DropIndex(
                name: "ix_undo_offers_point_id_saved_at",
                table: "undo_offers");

            migrationBuilder.DropIndex(
                name: "ix_consent_requests_asked_point_id_requested_at",
                table: "consent_requests");

            migrationBuilder.DropIndex(
                name: "ix_consent_requests_person_id",
                table: "consent_requests");

            migrationBuilder.DropIndex(
                name: "ix_consent_requests_remind_at",
                table: "consent_requests");

            migrationBuilder.DropIndex(
                name: "ix_consent_requests_reminder_hash",
                table: "consent_requests");

            migrationBuilder.DropIndex(
                name: "ix_consent_records_valid_until_point_id_purpose_id_status",
                table: "consent_records");

            migrationBuilder.DropColumn(
                name: "level_after",
                table: "undo_offers");

            migrationBuilder.DropColumn(
                name: "level_before",
                table: "undo_offers");

            migrationBuilder.DropColumn(
                name: "level_contact_id",
                table: "undo_offers");

            migrationBuilder.DropColumn(
                name: "data_use",
                table: "purposes");

            migrationBuilder.DropColumn(
                name: "key_id",
                table: "ledger_seals");

            migrationBuilder.DropColumn(
                name: "signature",
                table: "ledger_seals");

            migrationBuilder.DropColumn(
                name: "asked_point_id",
                table: "consent_requests");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "consent_requests");

            migrationBuilder.DropColumn(
                name: "level_contact_id",
                table: "consent_requests");

            migrationBuilder.DropColumn(
                name: "level_from",
                table: "consent_requests");

            migrationBuilder.DropColumn(
                name: "level_wanted",
                table: "consent_requests");

            migrationBuilder.DropColumn(
                name: "person_id",
                table: "consent_requests");

            migrationBuilder.DropColumn(
                name: "remind_at",
                table: "consent_requests");

            migrationBuilder.DropColumn(
                name: "reminded_at",
                table: "consent_requests");

            migrationBuilder.DropColumn(
                name: "reminder_hash",
                table: "consent_requests");

            migrationBuilder.DropColumn(
                name: "run_id",
                table: "consent_requests");

            migrationBuilder.DropColumn(
                name: "wording_version",
                table: "consent_request_items");
        }
    }
}
