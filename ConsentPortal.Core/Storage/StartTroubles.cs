using System.Net.Sockets;
using ConsentPortal.Core.Kernel;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ConsentPortal.Core.Storage;

/// <summary>What keeps a portal from starting, in one line with the mend instead of a stack trace.</summary>
public static class StartTroubles
{
    private const int SqliteReadOnly = 8, SqliteCannotOpen = 14, SqliteNotADatabase = 26;

    /// <summary>Null for what nobody foresaw: that is a bug, and its trace is wanted.</summary>
    public static string? InWords(Exception error) => error switch
    {
        SettingException setting => setting.Message,
        { InnerException: SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } } or { InnerException.InnerException: SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } }
            => $"{error.Message.TrimEnd('.')}. Stop the other program, or choose another port: ASPNETCORE_URLS=http://localhost:5090",
        { InnerException: SocketException { SocketErrorCode: SocketError.AccessDenied } } => $"{error.Message.TrimEnd('.')}. Ports below 1024 need rights; choose another by ASPNETCORE_URLS.",
        FormatException when error.Message.Contains("url", StringComparison.OrdinalIgnoreCase) => $"ASPNETCORE_URLS: {error.Message}",
        NpgsqlException => $"PostgreSQL: {FirstLine(error.Message)} Check ConnectionStrings__ConsentPortal and that the server answers.",
        SqliteException { SqliteErrorCode: SqliteReadOnly or SqliteCannotOpen } => $"The database file cannot be opened for writing: {FirstLine(error.Message)} Check ConsentPortal__DataDirectory and who owns it.",
        SqliteException { SqliteErrorCode: SqliteNotADatabase } => "The database file is no SQLite database. Check ConsentPortal__DataDirectory and ConnectionStrings__ConsentPortal.",
        UnauthorizedAccessException or IOException => $"The data directory cannot be used: {FirstLine(error.Message)} Set ConsentPortal__DataDirectory to a folder that this user may write.",
        _ when error.InnerException is { } inner => InWords(inner),
        _ => null,
    };

    private static string FirstLine(string text) => text.Split('\n')[0].Trim().TrimEnd('.') + ".";
}
