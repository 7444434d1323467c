using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ConsentPortal.Core.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OpenPublicSide : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "address_codes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    point_id = table.Column<long>(type: "INTEGER", nullable: false),
                    use = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    hash_key = table.Column<short>(type: "INTEGER", nullable: false),
                    code_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_address_codes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "text_messages",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    to = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    point_id = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    useless_at = table.Column<long>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    next_attempt_at = table.Column<long>(type: "INTEGER", nullable: true),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_error = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_text_messages", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_address_codes_point_id_sent_at",
                table: "address_codes",
                columns: new[] { "point_id", "sent_at" });

            migrationBuilder.CreateIndex(
                name: "ix_address_codes_sent_at",
                table: "address_codes",
                column: "sent_at");

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
                name: "text_messages");
        }
    }
}
