using System.CommandLine;

namespace FinerCut.Cli.Commands;

/// <summary>Makes options whose values come as text; <see cref="OptionText"/> reads them.</summary>
internal static class OptionBuilder
{
    /// <summary>An option with one value.</summary>
    /// <param name="name">Such as <c>--output</c>.</param>
    /// <param name="placeholder">What the help calls the value, such as <c>DIR</c>.</param>
    /// <param name="description">What it means.</param>
    /// <param name="aliases">Other names, such as <c>-o</c>.</param>
    public static Option<string?> Value(string name, string placeholder, string description, params string[] aliases) =>
        new(name, aliases) { HelpName = placeholder, Description = description };

    /// <summary>An option without a value.</summary>
    /// <param name="name">Such as <c>--json</c>.</param>
    /// <param name="description">What it means.</param>
    /// <param name="aliases">Other names, such as <c>-q</c>.</param>
    public static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description };

    /// <summary>An option with a list of sublayers, which may be repeated.</summary>
    public static Option<string[]> List(string name, string placeholder, string description) =>
        new(name) { HelpName = placeholder, Description = description, Arity = ArgumentArity.OneOrMore };

    /// <summary>An option whose value is one of the words of an enumeration.</summary>
    /// <remarks>Not generic: the runtime would compile the method anew for each enumeration at every start.</remarks>
    /// <param name="name">Such as <c>--metric</c>.</param>
    /// <param name="description">What it means.</param>
    /// <param name="enumeration">The type of the values.</param>
    /// <param name="members">The names of those values that are possible; none for all.</param>
    public static Option<string?> Word(string name, string description, Type enumeration, params string[] members)
    {
        string[] words = members.Length > 0 ? [.. members] : Enum.GetNames(enumeration);
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = OptionText.WordFor(words[i]);
        }

        Option<string?> option = Value(name, string.Join('|', words), description);
        option.CompletionSources.Add(words);
        return option;
    }
}
