namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>The tests that share a node process, one after the other.</summary>
[CollectionDefinition(nameof(NodeCollection))]
public sealed class NodeCollection : ICollectionFixture<NodeFixture>;
