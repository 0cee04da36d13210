using System.CommandLine;
using System.Text;
using FinerCut.Cli.Consoles;

namespace FinerCut.Cli.Help;

/// <summary>The help of one command.</summary>
internal sealed record HelpPage
{
    private const int NameWidth = 22;
    private const int NarrowNameWidth = 4;
    private const int LeastMeaningWidth = 28;

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
    /// <param name="width">Columns of the terminal; no more than <see cref="Terminal.Measure"/> are used.</param>
    /// <returns>Lines of at most so many columns, without an end of line after the last.</returns>
    public string Render(int width = Terminal.Measure)
    {
        width = Math.Min(width, Terminal.Measure);
        StringBuilder page = new();
        page.Append(LineWrap.Wrap(Summary, width, 0)).Append("\n\nUsage\n");
        page.Append(LineWrap.Wrap("  " + Usage, width, 6)).Append('\n');
        if (Text.Length > 0)
        {
            page.Append('\n').Append(LineWrap.Wrap(Text, width, 0)).Append('\n');
        }

        foreach (HelpList list in Lists.Concat(Groups.Select(AsList)))
        {
            AppendList(page, list, width);
        }

        page.Append("\nExamples\n");
        foreach (string example in Examples)
        {
            page.Append(ShellLine.Wrap("  " + example, width)).Append('\n');
        }

        foreach (HelpList list in Closing)
        {
            AppendList(page, list, width);
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

    private static void AppendList(StringBuilder page, HelpList list, int width)
    {
        int names = width < NameWidth + LeastMeaningWidth ? NarrowNameWidth : NameWidth;
        page.Append('\n').Append(LineWrap.Wrap(list.Title, width)).Append('\n');
        foreach ((string name, string meaning) in list.Rows)
        {
            string start = "  " + name;
            if (name.Length >= names)
            {
                page.Append(start).Append('\n');
                start = "";
            }

            page.Append(LineWrap.Wrap(start.PadRight(names + 2) + meaning, width, names + 2)).Append('\n');
        }
    }
}
