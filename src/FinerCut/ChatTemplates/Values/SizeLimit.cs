namespace FinerCut.ChatTemplates.Values;

/// <summary>What one value may hold.</summary>
internal static class SizeLimit
{
    /// <summary>Characters of a text, or entries of a list: more than any chat has.</summary>
    internal const int Most = 4_000_000;

    private const int Deepest = 200;

    /// <summary>Refuses a value that holds values that hold values, and so on.</summary>
    internal static void CheckDepth(int depth)
    {
        if (depth > Deepest)
        {
            throw TemplateException.Limit($"values nested more than {Deepest} levels deep");
        }
    }

    /// <summary>Refuses what is too large, before it is made.</summary>
    internal static void Check(long size)
    {
        if (size is < 0 or > Most)
        {
            throw TemplateException.Limit($"more than {Most} characters or entries in one value");
        }
    }
}
