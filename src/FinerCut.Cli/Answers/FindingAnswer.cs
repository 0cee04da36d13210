namespace FinerCut.Cli.Answers;

/// <summary>One check in what <c>finercut verify --json</c> prints.</summary>
/// <param name="Check">What was checked, such as <c>caches</c>.</param>
/// <param name="Result"><c>same</c>, <c>differs</c> or <c>skipped</c>.</param>
/// <param name="Detail">What was found, for people.</param>
internal sealed record FindingAnswer(string Check, string Result, string Detail);
