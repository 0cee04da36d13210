using FinerCut.TestModels.Files;

namespace FinerCut.Clients.Tests.TransformersJs;

[Collection(Unhurried.Name)]
public sealed class SpeedTests : IDisposable
{
    private readonly NodeFixture _node = new();

    [Fact]
    public Task Client_OwnFolder_WritesFasterThePrunedItIs() => Measure(OwnFolders.Require("optimum-fp32"));

    [Fact]
    public Task Client_BundledModel_WritesFasterThePrunedItIs()
    {
        OwnFolders.RequireAny();
        return Measure(Path.Combine(SharedData.RepositoryRoot, "models", "tales-3m"));
    }

    public void Dispose() => _node.Dispose();

    private Task Measure(string path)
    {
        NodePackages.Require();
        return SpeedTrial.Run($"transformers.js, node | {NodePackages.VersionOf("@huggingface/transformers")}", path, (
            folder, prompt, count) =>
        {
            WritingRequest request = new()
            {
                Folder = folder,
                Options = new Dictionary<string, object> { ["subfolder"] = "" },
                Batches = [[prompt]],
                Count = count
            };
            return Task.FromResult((count - 1) / (double)_node.Require().Ask(request)["batches"]![0]!["seconds"]!);
        });
    }
}
