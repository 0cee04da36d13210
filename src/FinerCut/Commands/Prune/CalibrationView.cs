using FinerCut.Calibration;

namespace FinerCut.Commands.Prune;

/// <summary>What a search would see.</summary>
/// <param name="Set">The samples.</param>
/// <param name="Texts">The text of each sample, special tokens included; empty where the model has no tokenizer that
/// can be used.</param>
public sealed record CalibrationView(CalibrationSet Set, IReadOnlyList<string> Texts);
