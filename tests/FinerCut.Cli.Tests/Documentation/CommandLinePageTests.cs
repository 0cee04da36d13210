using System.CommandLine;
using System.Text.RegularExpressions;
using FinerCut.Cli.Help;

namespace FinerCut.Cli.Tests.Documentation;

/// <summary>The page about the command line holds the commands and options of the program.</summary>
public class CommandLinePageTests
{
    private static readonly MarkdownPage Page = MarkdownPage.Find("docs/command-line.md");

    [Fact]
    public void CommandTable_HoldsTheCommandsOfTheProgram() => Assert.Equal(
        CommandPages.Build().Keys.Where(command => command is not RootCommand && command.Name != "help")
            .Select(command => command.Name).Order(StringComparer.Ordinal),
        Page.FirstCells("command").Select(cell => cell.Split(' ')[0]).Order(StringComparer.Ordinal));

    [Fact]
    public void OptionTable_HoldsTheOptionsOfTheHelp()
    {
        HelpPage prune = CommandPages.Build().Single(page => page.Key.Name == "prune").Value;
        Assert.Equal(
            prune.Groups.SelectMany(group => group.Options).Select(Written).Order(StringComparer.Ordinal),
            Page.FirstCells("option").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Text_NamesEveryOptionOfEveryCommand()
    {
        string text = File.ReadAllText(Page.Path);
        Assert.All(
            CommandPages.Build().Values.SelectMany(page => page.Groups).SelectMany(group => group.Options),
            option => Assert.Matches($@"`[^`\n]*{Regex.Escape(option.Name)}\b", text));
    }

    private static string Written(Option option)
    {
        string names = string.Join(", ", option.Aliases.Where(alias => alias != option.Name).Append(option.Name));
        return option.HelpName is { } placeholder ? $"{names} {placeholder}" : names;
    }
}
