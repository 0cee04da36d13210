namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>The tests that share clients and models, one after the other.</summary>
[CollectionDefinition(nameof(ClientCollection))]
public sealed class ClientCollection
    : ICollectionFixture<NodeFixture>, ICollectionFixture<BrowserFixture>, ICollectionFixture<BundledModel>;
