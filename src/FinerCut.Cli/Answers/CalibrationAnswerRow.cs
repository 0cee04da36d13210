namespace FinerCut.Cli.Answers;

/// <summary>A sample of <see cref="CalibrationAnswer"/>.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Tokens">Number of its tokens.</param>
/// <param name="Ids">Its token ids.</param>
/// <param name="Text">Its text, special tokens included; null where the model has no tokenizer that can be
/// used.</param>
internal sealed record CalibrationAnswerRow(
    int Number, string Source, int Tokens, IReadOnlyList<int> Ids, string? Text);
