using FinerCut.Tests.Conventions.West;

namespace FinerCut.Tests.Conventions.East;

/// <summary>Half of a circle for <see cref="RoomTests"/>.</summary>
internal sealed record Sunrise(Sunset? Next);
