using System.Text.RegularExpressions;

namespace FinerCut.Cli.Diagnostics;

/// <summary>What <c>docs/diagnostics.md</c> says that is to be done; the page is part of the program.</summary>
internal static partial class Advice
{
    private const string Page = "diagnostics.md";

    /// <summary>Finds the advice.</summary>
    /// <param name="number">Such as <c>FC1012</c>.</param>
    /// <returns>One line without links and without the exit code, which errors tell by themselves; null for a number
    /// that the page does not
    /// explain.</returns>
    public static string? Find(string number)
    {
        string page = Read();
        int entry = page.IndexOf($"\n### {number}\n", StringComparison.Ordinal);
        if (entry < 0)
        {
            return null;
        }

        Match advice = ToDo().Match(page, entry);
        string text = Link().Replace(advice.Groups[1].Value, "$1").Replace('\n', ' ');
        text = ExitCode().Replace(text, "").TrimEnd();
        return $"{char.ToUpperInvariant(text[0])}{text[1..]}";
    }

    private static string Read()
    {
        using StreamReader reader = new(typeof(Advice).Assembly.GetManifestResourceStream(Page)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"\*What to do:\* (.+?)(?=\n\n|\n*\z)", RegexOptions.Singleline)]
    private static partial Regex ToDo();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]+\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"Exit code \d+\.")]
    private static partial Regex ExitCode();
}
