namespace FinerCut.Fuzzing.Runs;

/// <summary>What no input may cause.</summary>
internal enum FuzzFailure
{
    /// <summary>The process ended.</summary>
    Crash,

    /// <summary>More time on processors than an input may take, or no end at all.</summary>
    Time,

    /// <summary>More memory than an input may take.</summary>
    Memory,

    /// <summary>Exit code 70, or another one that no command documents.</summary>
    Internal,

    /// <summary>A failure without a numbered error, or one that leaves a folder.</summary>
    Untidy,

    /// <summary>A written folder that <c>verify</c> or the runtime refuses.</summary>
    WrongModel,
}
