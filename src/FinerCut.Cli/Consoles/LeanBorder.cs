using Spectre.Console;
using Spectre.Console.Rendering;

namespace FinerCut.Cli.Consoles;

/// <summary>A table border that is only a rule under the header and one above the totals.</summary>
/// <param name="rule">The character of the rule.</param>
internal sealed class LeanBorder(string rule) : TableBorder
{
    /// <summary>Box-drawing or ASCII, as the terminal can.</summary>
    public static LeanBorder For(Terminal terminal) => new(terminal.HasUnicode ? "─" : "-");

    /// <inheritdoc/>
    public override string GetPart(TableBorderPart part) => part switch
    {
        TableBorderPart.HeaderBottom or TableBorderPart.FooterTop => rule,
        TableBorderPart.HeaderSeparator or TableBorderPart.HeaderBottomSeparator or TableBorderPart.CellSeparator
            or TableBorderPart.FooterTopSeparator => "  ",
        _ => "",
    };

    /// <inheritdoc/>
    public override string GetColumnRow(TablePart part, IReadOnlyList<int> widths, IReadOnlyList<IColumn> columns) =>
        part is TablePart.Top or TablePart.Bottom ? "" : base.GetColumnRow(part, widths, columns);
}
