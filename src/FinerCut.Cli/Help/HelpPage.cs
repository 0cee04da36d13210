using System.CommandLine;
using System.Text;

namespace FinerCut.Cli.Help;

/// <summary>The help of one command, laid out for 80 columns.</summary>
internal sealed record HelpPage
{
    private const int Width = 80;
    private const int NameWidth = 22;

    /// <summary>What the command does, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>How to call it.</summary>
    public required string Usage { get; init; }

    /// <summary>What to know before the options; empty for nothing.</summary>
    public string Text { get; init; } = "";

    /// <summary>Names with their meaning that come before the options, such as the commands; by title.</summary>
    public IReadOnlyList<HelpList> Lists { get; init; } = [];

    /// <summary>The options.</summary>
    public required IReadOnlyList<OptionGroup> Groups { get; init; }

    /// <summary>Command lines to copy.</summary>
    public required IReadOnlyList<string> Examples { get; init; }

    /// <summary>Names with their meaning that close the page.</summary>
    public IReadOnlyList<HelpList> Closing { get; init; } = [];

    /// <summary>The page as text.</summary>
    /// <returns>Lines of at most 80 columns, without an end of line after the last.</returns>
    public string Render()
    {
        StringBuilder page = new();
        page.AppendJoin('\n', Wrap(Summary, Width)).Append("\n\nUsage\n  ").Append(Usage).Append('\n');
        if (Text.Length > 0)
        {
            page.Append('\n').AppendJoin('\n', Wrap(Text, Width)).Append('\n');
        }

        foreach (HelpList list in Lists.Concat(Groups.Select(AsList)))
        {
            AppendList(page, list);
        }

        page.Append("\nExamples\n").AppendJoin('\n', Examples.Select(example => "  " + example)).Append('\n');
        foreach (HelpList list in Closing)
        {
            AppendList(page, list);
        }

        return page.ToString().TrimEnd('\n').ReplaceLineEndings();
    }

    private static HelpList AsList(OptionGroup group) =>
        new(group.Title, [.. group.Options.Select(option => new HelpRow(Names(option), option.Description ?? ""))]);

    private static string Names(Option option)
    {
        string names = string.Join(", ", option.Aliases.Where(alias => alias != option.Name).Append(option.Name));
        return option.HelpName is { } placeholder ? $"{names} {placeholder}" : names;
    }

    private static void AppendList(StringBuilder page, HelpList list)
    {
        page.Append('\n').Append(list.Title).Append('\n');
        foreach ((string name, string meaning) in list.Rows)
        {
            string gap = "\n" + new string(' ', NameWidth + 2);
            page.Append("  ").Append(name.Length < NameWidth ? name.PadRight(NameWidth) : name + gap);
            page.AppendJoin(gap, Wrap(meaning, Width - NameWidth - 2)).Append('\n');
        }
    }

    private static List<string> Wrap(string text, int width)
    {
        List<string> lines = [""];
        foreach (string word in text.Split(' '))
        {
            if (lines[^1].Length + 1 + word.Length > width)
            {
                lines.Add(word);
            }
            else
            {
                lines[^1] = lines[^1].Length == 0 ? word : $"{lines[^1]} {word}";
            }
        }

        return lines;
    }
}
