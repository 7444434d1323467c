using ConsentPortal.Core.Consent;
using Npgsql;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>Opens readers of the whole ledger, for sealing and checking.</summary>
public sealed class LedgerReaders(DatabaseOptions options, NpgsqlDataSource? source)
{
    /// <summary>About this many events make one slice of points.</summary>
    internal const int SliceEvents = 5000;

    public ILedgerReader Open() => source is null ? new SqliteLedgerReader(options.ConnectionString) : new PostgresLedgerReader(source);

    /// <summary>A row that somebody tampered with may not even be readable: that is a finding of the check, not a failure of it.</summary>
    internal static T? Try<T>(Func<T> read) where T : class
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is FormatException or ArgumentException or OverflowException or InvalidCastException)
        {
            return null;
        }
    }
}
