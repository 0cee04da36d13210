using System.Text.RegularExpressions;
using FinerCut.TestModels.Files;

namespace FinerCut.Clients.Tests;

/// <summary>The page <c>docs/clients.md</c>, whose code is executed.</summary>
internal static class ClientsPage
{
    private static readonly string Location = Path.Combine(SharedData.RepositoryRoot, "docs", "clients.md");

    /// <summary>The whole page, with <c>\n</c> at the ends of lines.</summary>
    public static string Read() => File.ReadAllText(Location).ReplaceLineEndings("\n");

    /// <summary>Puts another text in its place.</summary>
    public static void Write(string page) => File.WriteAllText(Location, page);

    /// <summary>The only block of code in a section.</summary>
    /// <param name="heading">The section's heading.</param>
    /// <param name="language">The word behind the fence, such as <c>csharp</c>.</param>
    /// <returns>Its text, with the last end of line.</returns>
    public static string Block(string heading, string language)
    {
        string section = Read().Split($"\n## {heading}\n")[1].Split("\n## ")[0];
        return Assert.Single(Regex.Matches(
            section, $"^```{language}\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)).Groups[1].Value;
    }

    /// <summary>The lines of a text without their indentation; empty ones left out.</summary>
    public static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
