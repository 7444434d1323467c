using System.Runtime.CompilerServices;

namespace ConsentPortal.Tests.Architecture;

/// <summary>The source text of the repository, as it lies on the disk: what the architecture tests look at.</summary>
internal static class Source
{
    public static readonly string Root = FindRoot();

    /// <summary>Files of these endings below a folder, without what a build made.</summary>
    public static IReadOnlyList<SourceFile> Files(string folder, params string[] endings)
    {
        var files = Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(f => endings.Any(e => f.EndsWith(e, StringComparison.Ordinal)))
            .Select(f => new SourceFile(Path.GetRelativePath(Root, f).Replace('\\', '/'), f))
            .Where(f => !f.Path.Contains("/bin/", StringComparison.Ordinal) && !f.Path.Contains("/obj/", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count > 0, $"No {string.Join(" or ", endings)} below {folder}: the test looked at nothing.");
        return files;
    }

    /// <summary>Everything that git would keep, below the root.</summary>
    public static IReadOnlyList<SourceFile> Everything()
        => [.. Directory.EnumerateDirectories(Root).Select(Path.GetFileName).OfType<string>().Where(d => d is ".ci" or ".config" || d.StartsWith("ConsentPortal.", StringComparison.Ordinal) || d == "wwwroot-branding")
            .SelectMany(d => Files(d, ""))];

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ConsentPortal.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The architecture tests read the source beside them, and found none.");
    }
}

/// <param name="Path">From the root, with slashes.</param>
internal sealed record SourceFile(string Path, string FullPath)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public string Text => File.ReadAllText(FullPath);

    public string[] Lines => File.ReadAllLines(FullPath);
}

internal static class Findings
{
    public static void AssertNone(IEnumerable<string> findings)
    {
        var all = findings.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, $"{all.Count} findings:\n{string.Join('\n', all.Take(60))}");
    }
}
