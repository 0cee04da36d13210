using FinerCut.Tests.Conventions.East;

namespace FinerCut.Tests.Conventions.West;

/// <summary>Half of a circle for <see cref="RoomTests"/>.</summary>
internal sealed record Sunset(Sunrise? Next);
