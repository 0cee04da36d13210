using System.Globalization;

namespace FinerCut.Tokenizers.Patterns;

/// <summary>Scripts, as Unicode 16 assigns them to code points.</summary>
internal static class UnicodeScripts
{
    /// <summary>Name of the embedded resource: on each line the names of a script, divided by slashes, and its
    /// ranges.</summary>
    internal const string ResourceName = "FinerCut.Tokenizers.Patterns.scripts.txt";

    private static readonly Lazy<Dictionary<string, CodePointSet>> ByName = new(Read);

    /// <summary>The names of all scripts, as they are compared.</summary>
    internal static IReadOnlyCollection<string> Names => ByName.Value.Keys;

    /// <summary>Finds a script.</summary>
    /// <param name="name">The long or short name, as <see cref="UnicodeProperties.Plain"/> gives it.</param>
    /// <returns>Its code points, or null where there is no such script.</returns>
    internal static CodePointSet? Find(string name) => ByName.Value.GetValueOrDefault(name);

    private static Dictionary<string, CodePointSet> Read()
    {
        using Stream stream = typeof(UnicodeScripts).Assembly.GetManifestResourceStream(ResourceName)!;
        using StreamReader reader = new(stream);
        Dictionary<string, CodePointSet> scripts = new(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            string[] words = line.Split(' ');
            CodePointSet points = CodePointSet.FromRanges(words.Skip(1).Select(ReadRange));
            foreach (string name in words[0].Split('/'))
            {
                scripts[UnicodeProperties.Plain(name)] = points;
            }
        }

        return scripts;
    }

    private static (int First, int Last) ReadRange(string range)
    {
        string[] ends = range.Split('-');
        return (Number(ends[0]), Number(ends[^1]));

        static int Number(string digits) =>
            int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
