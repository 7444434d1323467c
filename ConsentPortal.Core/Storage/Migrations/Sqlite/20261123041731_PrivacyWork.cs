using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ConsentPortal.Core.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PrivacyWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "contact_id",
                table: "restrictions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "acted_at",
                table: "privacy_requests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "retired_at",
                table: "privacy_requests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "restricted",
                table: "contact_states",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "callback_hosts",
                table: "applications",
                type: "TEXT",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "contact_field_definitions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    label = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    hint = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    choices = table.Column<string>(type: "TEXT", nullable: false),
                    sensitivity = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    readers = table.Column<int>(type: "INTEGER", maxLength: 24, nullable: false),
                    writers = table.Column<int>(type: "INTEGER", maxLength: 24, nullable: false),
                    self_service = table.Column<bool>(type: "INTEGER", nullable: false),
                    denied = table.Column<bool>(type: "INTEGER", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    retired_at = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_field_definitions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_packages",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    request_id = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    cancel_requested = table.Column<bool>(type: "INTEGER", nullable: false),
                    rows = table.Column<long>(type: "INTEGER", nullable: false),
                    contents = table.Column<string>(type: "TEXT", nullable: false),
                    records_key = table.Column<byte[]>(type: "BLOB", nullable: true),
                    file_key = table.Column<byte[]>(type: "BLOB", nullable: true),
                    file_size = table.Column<long>(type: "INTEGER", nullable: false),
                    file_hash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    note_id = table.Column<long>(type: "INTEGER", nullable: false),
                    error = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    made_by = table.Column<long>(type: "INTEGER", nullable: false),
                    made_by_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    collected_at = table.Column<long>(type: "INTEGER", nullable: true),
                    released_at = table.Column<long>(type: "INTEGER", nullable: true),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    fetched_at = table.Column<long>(type: "INTEGER", nullable: true),
                    starts = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_packages", x => x.id);
                    table.ForeignKey(
                        name: "fk_data_packages_privacy_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "privacy_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "erasure_notices",
                columns: table => new
                {
                    erasure_id = table.Column<long>(type: "INTEGER", nullable: false),
                    application_id = table.Column<long>(type: "INTEGER", nullable: false),
                    told_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_told_at = table.Column<long>(type: "INTEGER", nullable: false),
                    message_id = table.Column<long>(type: "INTEGER", nullable: false),
                    reminders = table.Column<int>(type: "INTEGER", nullable: false),
                    acknowledged_at = table.Column<long>(type: "INTEGER", nullable: true),
                    acknowledged_kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    acknowledged_by = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_erasure_notices", x => new { x.erasure_id, x.application_id });
                });

            migrationBuilder.CreateTable(
                name: "erasures",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    request_id = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    plan = table.Column<string>(type: "TEXT", nullable: false),
                    plan_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    aims = table.Column<byte[]>(type: "BLOB", nullable: false),
                    prepared_by = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    prepared_at = table.Column<long>(type: "INTEGER", nullable: false),
                    approved_by = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    approved_at = table.Column<long>(type: "INTEGER", nullable: true),
                    steps_json = table.Column<string>(type: "TEXT", nullable: false),
                    waits = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    certificate = table.Column<string>(type: "TEXT", nullable: false),
                    certificate_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_erasures", x => x.id);
                    table.ForeignKey(
                        name: "fk_erasures_privacy_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "privacy_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "officer_absences",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    deputy_id = table.Column<long>(type: "INTEGER", nullable: false),
                    away_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    away_until = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_officer_absences", x => x.member_id);
                });

            migrationBuilder.CreateTable(
                name: "opendsr_requests",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    application_id = table.Column<long>(type: "INTEGER", nullable: false),
                    subject_request_id = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false),
                    request_id = table.Column<long>(type: "INTEGER", nullable: false),
                    body_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    callback_urls = table.Column<string>(type: "TEXT", nullable: false),
                    matched_at = table.Column<long>(type: "INTEGER", nullable: true),
                    told_step_id = table.Column<long>(type: "INTEGER", nullable: false),
                    told = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_opendsr_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_opendsr_requests_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_opendsr_requests_privacy_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "privacy_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "package_redactions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    request_id = table.Column<long>(type: "INTEGER", nullable: false),
                    table = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    record = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    field = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    reason_id = table.Column<long>(type: "INTEGER", nullable: false),
                    made_by = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_package_redactions", x => x.id);
                    table.ForeignKey(
                        name: "fk_package_redactions_privacy_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "privacy_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "privacy_intakes",
                columns: table => new
                {
                    profile_id = table.Column<long>(type: "INTEGER", nullable: false),
                    hidden = table.Column<bool>(type: "INTEGER", nullable: false),
                    asked = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_privacy_intakes", x => x.profile_id);
                });

            migrationBuilder.CreateTable(
                name: "processing_records",
                columns: table => new
                {
                    profile_id = table.Column<long>(type: "INTEGER", nullable: false),
                    joint_controllers = table.Column<string>(type: "TEXT", nullable: false),
                    people = table.Column<string>(type: "TEXT", nullable: false),
                    recipients = table.Column<string>(type: "TEXT", nullable: false),
                    transfers = table.Column<string>(type: "TEXT", nullable: false),
                    limits = table.Column<string>(type: "TEXT", nullable: false),
                    security = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_processing_records", x => x.profile_id);
                    table.ForeignKey(
                        name: "fk_processing_records_compliance_profiles_profile_id",
                        column: x => x.profile_id,
                        principalTable: "compliance_profiles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "request_codes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    request_id = table.Column<long>(type: "INTEGER", nullable: false),
                    use = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    key_hash = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    hash_key = table.Column<short>(type: "INTEGER", nullable: false),
                    code_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_request_codes", x => x.id);
                    table.ForeignKey(
                        name: "fk_request_codes_privacy_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "privacy_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "request_files",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    request_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    media_type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    size = table.Column<int>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<byte[]>(type: "BLOB", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: true),
                    attached_at = table.Column<long>(type: "INTEGER", nullable: false),
                    attached_by = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    attached_by_id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    erased_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_request_files", x => x.id);
                    table.ForeignKey(
                        name: "fk_request_files_privacy_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "privacy_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "request_letters",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    request_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_request_letters", x => x.id);
                    table.ForeignKey(
                        name: "fk_request_letters_privacy_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "privacy_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "request_mails",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    request_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    round = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    queued = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_request_mails", x => x.id);
                    table.ForeignKey(
                        name: "fk_request_mails_privacy_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "privacy_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "request_objections",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    request_id = table.Column<long>(type: "INTEGER", nullable: false),
                    point_id = table.Column<long>(type: "INTEGER", nullable: false),
                    purpose_id = table.Column<long>(type: "INTEGER", nullable: false),
                    contact_id = table.Column<long>(type: "INTEGER", nullable: false),
                    event_id = table.Column<long>(type: "INTEGER", nullable: false),
                    effect = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_request_objections", x => x.id);
                    table.ForeignKey(
                        name: "fk_request_objections_privacy_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "privacy_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "request_officers",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    profile_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    rule = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    list = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    last_id = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_request_officers", x => x.id);
                    table.ForeignKey(
                        name: "fk_request_officers_compliance_profiles_profile_id",
                        column: x => x.profile_id,
                        principalTable: "compliance_profiles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "request_paths",
                columns: table => new
                {
                    request_id = table.Column<long>(type: "INTEGER", nullable: false),
                    begun_at = table.Column<long>(type: "INTEGER", nullable: false),
                    waits = table.Column<bool>(type: "INTEGER", nullable: false),
                    given_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_request_paths", x => x.request_id);
                    table.ForeignKey(
                        name: "fk_request_paths_privacy_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "privacy_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "request_restrictions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    request_id = table.Column<long>(type: "INTEGER", nullable: false),
                    contact_id = table.Column<long>(type: "INTEGER", nullable: false),
                    ground = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    from = table.Column<long>(type: "INTEGER", nullable: false),
                    end_reason_id = table.Column<long>(type: "INTEGER", nullable: false),
                    notice_id = table.Column<long>(type: "INTEGER", nullable: false),
                    notice_asked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    told_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_request_restrictions", x => x.id);
                    table.ForeignKey(
                        name: "fk_request_restrictions_privacy_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "privacy_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "request_updates",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    request_id = table.Column<long>(type: "INTEGER", nullable: false),
                    field = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: true),
                    reason_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_request_updates", x => x.id);
                    table.ForeignKey(
                        name: "fk_request_updates_privacy_requests_request_id",
                        column: x => x.request_id,
                        principalTable: "privacy_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "retention_rules",
                columns: table => new
                {
                    @class = table.Column<string>(name: "class", type: "TEXT", maxLength: 40, nullable: false),
                    days = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_rules", x => x.@class);
                });

            migrationBuilder.CreateTable(
                name: "retention_runs",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    @class = table.Column<string>(name: "class", type: "TEXT", maxLength: 40, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    before = table.Column<long>(type: "INTEGER", nullable: false),
                    rows = table.Column<long>(type: "INTEGER", nullable: false),
                    milliseconds = table.Column<int>(type: "INTEGER", nullable: false),
                    end = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    member_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "retention_turns",
                columns: table => new
                {
                    number = table.Column<short>(type: "INTEGER", nullable: false),
                    holder = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false),
                    next_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_turns", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "opendsr_callbacks",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    dsr_id = table.Column<long>(type: "INTEGER", nullable: false),
                    url = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    next_attempt_at = table.Column<long>(type: "INTEGER", nullable: true),
                    arrived_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_opendsr_callbacks", x => x.id);
                    table.ForeignKey(
                        name: "fk_opendsr_callbacks_opendsr_requests_dsr_id",
                        column: x => x.dsr_id,
                        principalTable: "opendsr_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_restrictions_point_id",
                table: "restrictions",
                column: "point_id",
                filter: "held_until IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_contact_field_definitions_code",
                table: "contact_field_definitions",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_data_packages_request_id",
                table: "data_packages",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "ix_data_packages_state",
                table: "data_packages",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_erasure_notices_acknowledged_at",
                table: "erasure_notices",
                column: "acknowledged_at");

            migrationBuilder.CreateIndex(
                name: "ix_erasures_request_id",
                table: "erasures",
                column: "request_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_erasures_state",
                table: "erasures",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_opendsr_callbacks_dsr_id",
                table: "opendsr_callbacks",
                column: "dsr_id");

            migrationBuilder.CreateIndex(
                name: "ix_opendsr_callbacks_next_attempt_at",
                table: "opendsr_callbacks",
                column: "next_attempt_at");

            migrationBuilder.CreateIndex(
                name: "ix_opendsr_requests_application_id_subject_request_id",
                table: "opendsr_requests",
                columns: new[] { "application_id", "subject_request_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_opendsr_requests_matched_at",
                table: "opendsr_requests",
                column: "matched_at");

            migrationBuilder.CreateIndex(
                name: "ix_opendsr_requests_request_id",
                table: "opendsr_requests",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "ix_package_redactions_request_id_table_record_field",
                table: "package_redactions",
                columns: new[] { "request_id", "table", "record", "field" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_request_codes_key_hash_sent_at",
                table: "request_codes",
                columns: new[] { "key_hash", "sent_at" });

            migrationBuilder.CreateIndex(
                name: "ix_request_codes_request_id",
                table: "request_codes",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "ix_request_files_request_id",
                table: "request_files",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "ix_request_letters_request_id",
                table: "request_letters",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "ix_request_mails_request_id_kind_round",
                table: "request_mails",
                columns: new[] { "request_id", "kind", "round" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_request_objections_point_id",
                table: "request_objections",
                column: "point_id");

            migrationBuilder.CreateIndex(
                name: "ix_request_objections_request_id",
                table: "request_objections",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "ix_request_officers_profile_id_kind",
                table: "request_officers",
                columns: new[] { "profile_id", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_request_restrictions_contact_id",
                table: "request_restrictions",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_request_restrictions_request_id",
                table: "request_restrictions",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "ix_request_updates_request_id_field",
                table: "request_updates",
                columns: new[] { "request_id", "field" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "contact_field_definitions");

            migrationBuilder.DropTable(
                name: "data_packages");

            migrationBuilder.DropTable(
                name: "erasure_notices");

            migrationBuilder.DropTable(
                name: "erasures");

            migrationBuilder.DropTable(
                name: "officer_absences");

            migrationBuilder.DropTable(
                name: "opendsr_callbacks");

            migrationBuilder.DropTable(
                name: "package_redactions");

            migrationBuilder.DropTable(
                name: "privacy_intakes");

            migrationBuilder.DropTable(
                name: "processing_records");

            migrationBuilder.DropTable(
                name: "request_codes");

            migrationBuilder.DropTable(
                name: "request_files");

            migrationBuilder.DropTable(
                name: "request_letters");

            migrationBuilder.DropTable(
                name: "request_mails");

            migrationBuilder.DropTable(
                name: "request_objections");

            migrationBuilder.DropTable(
                name: "request_officers");

            migrationBuilder.DropTable(
                name: "request_paths");

            migrationBuilder.DropTable(
                name: "request_restrictions");

            migrationBuilder.DropTable(
                name: "request_updates");

            migrationBuilder.DropTable(
                name: "retention_rules");

            migrationBuilder.DropTable(
                name: "retention_runs");

            migrationBuilder.DropTable(
                name: "retention_turns");

            migrationBuilder.DropTable(
                name: "opendsr_requests");

            migrationBuilder.DropIndex(
                name: "ix_restrictions_point_id",
                table: "restrictions");

            migrationBuilder.DropColumn(
                name: "contact_id",
                table: "restrictions");

            migrationBuilder.DropColumn(
                name: "acted_at",
                table: "privacy_requests");

            migrationBuilder.DropColumn(
                name: "retired_at",
                table: "privacy_requests");

            migrationBuilder.DropColumn(
                name: "restricted",
                table: "contact_states");

            migrationBuilder.DropColumn(
                name: "callback_hosts",
                table: "applications");
        }
    }
}
