namespace FinerCut.Calibration.ChatTemplates.Values;

/// <summary>What one value may hold.</summary>
internal static class SizeLimit
{
    /// <summary>Characters of a text, or entries of a list: more than any chat has.</summary>
    internal const int Most = 4_000_000;

    /// <summary>Refuses what is too large, before it is made.</summary>
    internal static void Check(long size)
    {
        if (size is < 0 or > Most)
        {
            throw TemplateException.Limit($"more than {Most} characters or entries in one value");
        }
    }
}
