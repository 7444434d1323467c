using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ConsentPortal.Core.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SendEvents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "import_jobs",
                type: "TEXT",
                maxLength: 24,
                nullable: false,
                defaultValue: "consents");

            migrationBuilder.AddColumn<string>(
                name: "headers",
                table: "idempotent_answers",
                type: "TEXT",
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "kind",
                table: "import_jobs");

            migrationBuilder.DropColumn(
                name: "headers",
                table: "idempotent_answers");
        }
    }
}
