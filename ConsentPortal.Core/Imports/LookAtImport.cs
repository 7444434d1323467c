using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>What can be known of a file before it is taken in: how it is written and what its columns probably mean.</summary>
public static class LookAtImport
{
    public sealed record View(ImportFileFacts Facts, CsvShape Shape, ImportOptions Guess, ProductGuess? Product);

    /// <summary>A problem where it is no readable CSV; throws where the file cannot be opened.</summary>
    public static async Task<Outcome<View>> RunAsync(string path, CancellationToken ct)
    {
        var facts = await ImportFiles.InspectAsync(path, ct);
        var (shape, sample) = CsvShape.Of(path, facts.Encoding);
        return UploadImport.Refuse(facts, shape, sample) is { } problem ? problem : new View(facts, shape, ProductGuess.OptionsFor(shape, sample, Path.GetFileName(path)), ProductGuess.Of(shape.Headers, Path.GetFileName(path)));
    }
}
