namespace ConsentPortal.Core.Compliance;

/// <summary>What became of a run of words between two versions.</summary>
public enum WordFate
{
    Kept,
    Added,
    Removed,
}

/// <summary>A run of words with one fate.</summary>
public readonly record struct WordChange(WordFate Fate, string Text);

/// <summary>Compares two texts word by word (longest common subsequence), so that staff see what a new version changed.</summary>
public static class WordDiff
{
    public static IReadOnlyList<WordChange> Between(string before, string after)
    {
        var (old, @new) = (Words(before), Words(after));
        var common = Common(old, @new);
        List<(WordFate Fate, string Word)> words = [];
        var (i, j) = (0, 0);
        while (i < old.Length || j < @new.Length)
        {
            if (i < old.Length && j < @new.Length && old[i] == @new[j])
            {
                words.Add((WordFate.Kept, @new[j++]));
                i++;
            }
            else if (j == @new.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                words.Add((WordFate.Removed, old[i++]));
            }
            else
            {
                words.Add((WordFate.Added, @new[j++]));
            }
        }

        return Runs(words);
    }

    // [i, j] = how many words the rests of both texts from there share
    private static int[,] Common(string[] old, string[] @new)
    {
        var common = new int[old.Length + 1, @new.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = @new.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == @new[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }

    private static List<WordChange> Runs(List<(WordFate Fate, string Word)> words)
    {
        List<WordChange> runs = [];
        foreach (var (fate, word) in words)
        {
            if (runs.Count > 0 && runs[^1].Fate == fate)
            {
                runs[^1] = new(fate, $"{runs[^1].Text} {word}");
            }
            else
            {
                runs.Add(new(fate, word));
            }
        }

        return runs;
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
