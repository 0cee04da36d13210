using FinerCut.Folders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Companions;

/// <summary>Writes a model with all that goes along with it into a folder that takes the place of the source.</summary>
/// <param name="companions">What goes along.</param>
/// <param name="output">Where to write.</param>
internal sealed class ModelFolderWriter(CompanionSet companions, OutputFolder output)
{
    /// <summary>Writes the model with its data, copies the files beside it, and corrects what others say of the
    /// data.</summary>
    /// <param name="model">The edited model.</param>
    /// <param name="writeMore">Writes what else belongs into the folder, given the path of the written graph.</param>
    /// <param name="cancellation">Looked at while bytes are copied.</param>
    /// <returns>Path of the written graph.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The disk is full or fails.</exception>
    public string Write(Model model, Action<string> writeMore, CancellationToken cancellation)
    {
        ModelFolder source = companions.Folder;
        string graph = Path.Combine(output.Path, source.GraphName);
        string folder = Path.GetDirectoryName(graph)!;
        DiskErrors.Wrap(
            () =>
            {
                Directory.CreateDirectory(folder);
                CompanionFiles.Copy(source, companions.Copied, output.Path, cancellation);
                ExternalDataLayout layout = ExternalDataLayout.PlanLayout(model, companions.Ranges);
                ModelWriter.Write(layout, folder, Path.GetFileName(graph), cancellation);
                foreach (Model reader in companions.Readers)
                {
                    ModelWriter.WriteReader(reader, layout, Path.Combine(output.Path, source.NameOf(reader.Path)),
                        cancellation);
                }

                SharedInitializers.Edit(layout, source.Root, output.Path);
                writeMore(graph);
                KeepRights();
            },
            "Writing the model",
            Path.GetDirectoryName(output.Target)!,
            bytesNeeded: null);
        return graph;
    }

    /// <summary>A file or folder that only some may read stays so.</summary>
    private void KeepRights()
    {
        foreach (string path in Directory.EnumerateFileSystemEntries(output.Path, "*", SearchOption.AllDirectories))
        {
            string source = Path.Combine(companions.Folder.Root, Path.GetRelativePath(output.Path, path));
            if (Path.Exists(source))
            {
                FileModes.Restrict(path, source);
            }
        }
    }
}
