namespace FinerCut.Calibration.Tokenizers.Models;

/// <summary>Checks the merges of a model against its vocabulary.</summary>
internal static class MergeReader
{
    /// <summary>Gives the merges with the id that each makes; of one that stands twice the last counts.</summary>
    internal static IEnumerable<(string Left, string Right, int Id)> Validate(BpeSettings settings)
    {
        HashSet<string> apart = [.. SymbolsApart(settings)];
        Dictionary<(string, string), int> last = [];
        for (int index = 0; index < settings.Merges.Count; index++)
        {
            last[settings.Merges[index]] = index;
        }

        for (int index = 0; index < settings.Merges.Count; index++)
        {
            (string left, string right) = settings.Merges[index];
            if (last[(left, right)] != index)
            {
                continue;
            }

            yield return (left, right, Validate(settings, apart, index));
        }
    }

    private static int Validate(BpeSettings settings, HashSet<string> apart, int index)
    {
        (string left, string right) = settings.Merges[index];
        Find(settings, apart, index, left);
        Find(settings, apart, index, right);
        return Find(settings, apart, index, left + right);
    }

    private static int Find(BpeSettings settings, HashSet<string> apart, int index, string token)
    {
        if (token.Length == 0 || !settings.Vocabulary.TryGetValue(token, out int id))
        {
            throw TokenizerErrors.MergeDamaged(settings.File, index, $"'{token}' is not in the vocabulary");
        }

        return !apart.Contains(token) ? id : throw TokenizerErrors.PropertyNotUnderstood(
            settings.File, $"model.merges[{index}]", $"a merge of '{token}', which stands for a byte or for unknown characters");
    }

    private static IEnumerable<string> SymbolsApart(BpeSettings settings)
    {
        IEnumerable<string> bytes = settings.HasByteFallback ? Enumerable.Range(0, 256).Select(value => ByteToken.Name((byte)value)) : [];
        return settings.UnknownToken is { } unknown ? bytes.Append(unknown) : bytes;
    }
}
