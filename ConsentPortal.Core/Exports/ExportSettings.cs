using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Configuration;

namespace ConsentPortal.Core.Exports;

/// <summary>What the owner of the machine decides about files that wait to be fetched.</summary>
/// <param name="Life"><c>ConsentPortal:Exports:Days</c>: how long a file is kept, and its link works; 14 days unless said otherwise.</param>
/// <param name="MostBytes"><c>ConsentPortal:Exports:MaxMegabytes</c>: what all files together may take on the disk; 5,000 unless said otherwise.</param>
/// <param name="SignInAge"><c>ConsentPortal:Exports:PasswordAfterMinutes</c>: who signed in longer ago is asked for the password again; 30 minutes unless said otherwise.</param>
public sealed record ExportSettings(TimeSpan Life, long MostBytes, TimeSpan SignInAge)
{
    /// <summary>Jobs of one member or program that may wait or run at a time.</summary>
    public const int MostOpen = 3;

    /// <summary>How often one link opens its file: once, and again where a download broke off.</summary>
    public const int MostUses = 5;

    /// <summary>Days that a file is kept where nothing else is said; its class of retention begins with the same.</summary>
    internal const int UsualDays = 14;

    internal static ExportSettings Read(IConfiguration configuration) => new(
        TimeSpan.FromDays(Number(configuration, "Days", UsualDays, 365)), 1_000_000L * Number(configuration, "MaxMegabytes", 5_000, 10_000_000), TimeSpan.FromMinutes(Number(configuration, "PasswordAfterMinutes", 30, 1_000_000)));

    private static int Number(IConfiguration configuration, string name, int usual, int most)
        => configuration[$"ConsentPortal:Exports:{name}"] is not { Length: > 0 } text ? usual
            : int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number
            : throw new SettingException($"ConsentPortal:Exports:{name} is '{text}'. Say a whole number from 1 to {most}.");
}
