namespace FinerCut.Evaluation.Statistics;

/// <summary>A number that was measured on a part of what there is, with its standard error.</summary>
/// <param name="Value">The number, in the unit of what was measured.</param>
/// <param name="StandardError">How far the number would scatter if other data of the same kind were taken: the standard
/// deviation of the estimate, 0 or more, in the unit of <paramref name="Value"/>. Null where one observation alone says
/// nothing about that.</param>
public readonly record struct Estimate(double Value, double? StandardError);
