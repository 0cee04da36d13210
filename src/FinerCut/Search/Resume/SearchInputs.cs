using FinerCut.Plans;

namespace FinerCut.Search.Resume;

/// <summary>All that decides what a search finds; with equal inputs it finds the same bit for bit.</summary>
/// <param name="Source">The model, with the hashes of its files.</param>
/// <param name="Settings">What was asked for, and where it runs.</param>
/// <param name="Calibration">The samples, with the hash of their tokens; null without a search.</param>
/// <param name="Versions">Of this tool and of the runtime.</param>
/// <param name="AllScores">Whether candidates are scored that can win no longer.</param>
internal sealed record SearchInputs(
    PlanSource Source, PlanSettings Settings, PlanCalibration? Calibration, PlanVersions Versions, bool AllScores);
