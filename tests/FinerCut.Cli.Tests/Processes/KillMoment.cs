using System.Globalization;

namespace FinerCut.Cli.Tests.Processes;

/// <summary>A moment of a run of <c>prune</c>: some time after something was seen.</summary>
/// <param name="Landmark">What is seen, a member of <see cref="PruneLandmarks.Lines"/> or of
/// <see cref="PruneLandmarks.Files"/>.</param>
/// <param name="Delay">How long after.</param>
internal sealed record KillMoment(string Landmark, TimeSpan Delay)
{
    /// <summary>Such as <c>Verify + 12 ms</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Landmark} + {Delay.TotalMilliseconds:f0} ms");
}
