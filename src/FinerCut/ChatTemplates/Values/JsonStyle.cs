namespace FinerCut.ChatTemplates.Values;

/// <summary>How <c>tojson</c> writes.</summary>
/// <param name="Indent">What each level is indented by; null for all on one line.</param>
/// <param name="ItemSeparator">Between two entries.</param>
/// <param name="KeySeparator">Between key and value.</param>
/// <param name="IsAscii">Whether other characters are escaped.</param>
/// <param name="IsSorted">Whether keys are sorted.</param>
internal sealed record JsonStyle(
    string? Indent, string ItemSeparator, string KeySeparator, bool IsAscii, bool IsSorted);
