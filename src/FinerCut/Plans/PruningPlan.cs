using System.Text.Json.Serialization;

namespace FinerCut.Plans;

/// <summary>What a search found or a person chose: the public contract that <c>docs/plan.md</c> describes.</summary>
/// <remarks>Written as JSON with snake_case keys in the order of the members here.</remarks>
public sealed record PruningPlan
{
    /// <summary>Name of the file in a pruned folder.</summary>
    public const string FileName = "finercut.plan.json";

    /// <summary>The version of the format that this code writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Version of the format; readers refuse a higher one.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The removed sublayers in order of removal.</summary>
    public required IReadOnlyList<PlannedRemoval> Removed { get; init; }

    /// <summary>The scores of every step of the search; empty where the removals were given by hand.</summary>
    public required IReadOnlyList<PlannedStep> Steps { get; init; }

    /// <summary>The model that the plan was made for.</summary>
    public required PlanSource Source { get; init; }

    /// <summary>The settings that led to the plan.</summary>
    public required PlanSettings Settings { get; init; }

    /// <summary>The calibration set; null where no search ran.</summary>
    public required PlanCalibration? Calibration { get; init; }

    /// <summary>What was measured for a speedup; null for every other budget, and in plans of FinerCut 0.1.</summary>
    public PlanLatencies? Latencies { get; init; }

    /// <summary>The optional inputs that go with the removed sublayers, such as those of LoRA adapters: an adapter that
    /// names them fits the pruned model no longer. Null, and not in the file, where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? LostInputs { get; init; }

    /// <summary>What the models' perplexities are, text by text, measured with the plan's removals before the folder
    /// was written. Null, and not in the file, where nothing was measured, and in plans of FinerCut 0.1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PlanPerplexity>? Perplexities { get; init; }

    /// <summary>How the model was healed. Null, and not in the file, where it was not, and in plans of FinerCut
    /// 0.1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PlanHealing? Healing { get; init; }

    /// <summary>The work that the search did.</summary>
    public required PlanWork Work { get; init; }

    /// <summary>The versions that made the plan.</summary>
    public required PlanVersions Versions { get; init; }
}
