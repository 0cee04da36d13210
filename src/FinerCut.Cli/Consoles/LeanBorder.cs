using Spectre.Console;
using Spectre.Console.Rendering;

namespace FinerCut.Cli.Consoles;

/// <summary>A table border that is only a rule under the header and one above the totals.</summary>
/// <param name="rule">The character of the rule.</param>
/// <param name="gap">The blanks between two columns.</param>
internal sealed class LeanBorder(string rule, string gap) : TableBorder
{
    /// <summary>Box-drawing or ASCII, as the terminal can.</summary>
    /// <param name="terminal">Where the table goes.</param>
    /// <param name="gap">Columns between two columns of the table.</param>
    public static LeanBorder For(Terminal terminal, int gap) =>
        new(terminal.HasUnicode ? "─" : "-", new string(' ', gap));

    /// <inheritdoc/>
    public override string GetPart(TableBorderPart part) => part switch
    {
        TableBorderPart.HeaderBottom or TableBorderPart.FooterTop => rule,
        TableBorderPart.HeaderSeparator or TableBorderPart.HeaderBottomSeparator or TableBorderPart.CellSeparator
            or TableBorderPart.FooterTopSeparator => gap,
        _ => "",
    };

    /// <inheritdoc/>
    public override string GetColumnRow(TablePart part, IReadOnlyList<int> widths, IReadOnlyList<IColumn> columns) =>
        part is TablePart.Top or TablePart.Bottom ? "" : base.GetColumnRow(part, widths, columns);
}
