namespace FinerCut.Fuzzing.Runs;

/// <summary>What came of an input. The process writes this as a line of JSON, the test reads the line.</summary>
/// <param name="Number">The input's number, which makes the same input again.</param>
/// <param name="Subject">The kind of input.</param>
/// <param name="Description">What was damaged and how.</param>
internal sealed record FuzzResult(int Number, string Subject, string Description)
{
    /// <summary>False where the line only says that the input is about to be run.</summary>
    public bool IsDone { get; init; }

    /// <summary>What each command ended with: an exit code and, behind a colon, the error's number.</summary>
    public IReadOnlyList<string> Endings { get; init; } = [];

    /// <summary>How many folders were written and then verified.</summary>
    public int VerifiedFolders { get; init; }

    /// <summary>The kind of a failure; null where all is well.</summary>
    public FuzzFailure? Failure { get; init; }

    /// <summary>What the failure looked like.</summary>
    public string? Evidence { get; init; }

    /// <summary>Time on processors, of all commands together.</summary>
    public double Seconds { get; init; }

    /// <summary>The largest resident memory beyond what the process had before.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>The line before an input is run.</summary>
    /// <param name="number">The input's number.</param>
    /// <param name="input">The input.</param>
    public static FuzzResult Begun(int number, FuzzInput input) => new(number, input.Subject, input.Description);
}
