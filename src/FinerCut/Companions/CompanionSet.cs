using System.Text;
using FinerCut.Configurations;
using FinerCut.Folders;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Companions;

/// <summary>What goes along with a model: files that are copied, other graphs that read its data files, and the bytes
/// of these files that others need.</summary>
internal sealed class CompanionSet : IDisposable
{
    private readonly List<Model> _readers = [];
    private readonly List<string> _copied = [];

    private CompanionSet(ModelFolder folder, Model model)
    {
        Folder = folder;
        DataFiles = [.. ExternalDataFiles.ListFiles(model)
            .Select(location => Path.GetFullPath(Path.Combine(model.Folder, location)))];
        IReadOnlyList<string> named = [.. NamedFiles.ListFiles(folder).Except(DataFiles)];
        try
        {
            _copied.AddRange(CompanionFiles.ListFiles(folder));
            foreach (string path in named)
            {
                Add(path);
            }

            Copied = [.. _copied.Distinct()];
            foreach (string name in Copied.Where(IsConfiguration))
            {
                _ = JsonFile.Find(Path.Combine(folder.Root, name));
            }

            Shared = SharedInitializers.Read(folder.Root);
            Ranges = [.. _readers.SelectMany(RangesOf), .. Shared.Where(IsInData).Select(entry => entry.Range!)];
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The model's folder.</summary>
    public ModelFolder Folder { get; }

    /// <summary>Full paths of the model's data files.</summary>
    public IReadOnlyList<string> DataFiles { get; }

    /// <summary>The files that are copied as they are: names relative to the folder's root, with <c>/</c>.</summary>
    public IReadOnlyList<string> Copied { get; }

    /// <summary>Full paths of the files that go along, copied or written anew.</summary>
    public IEnumerable<string> Paths => Copied.Select(name => Path.GetFullPath(Path.Combine(Folder.Root, name)))
        .Concat(_readers.Select(reader => Path.GetFullPath(reader.Path)));

    /// <summary>Other graphs, which read the model's data files.</summary>
    public IReadOnlyList<Model> Readers => _readers;

    /// <summary>The bytes of the model's data files that other graphs or the configuration speak of.</summary>
    public IReadOnlyList<DataRange> Ranges { get; }

    /// <summary>The entries of <c>shared_initializers</c>, in their order.</summary>
    public IReadOnlyList<SharedInitializer> Shared { get; }

    /// <summary>What lies beside the model and does not go along: names relative to the folder's root, those of folders
    /// with a <c>/</c> at their end. Hidden files and what finercut writes itself are no part of it.</summary>
    public IReadOnlyList<string> LeftBehind => LeftBehindFiles.ListFiles(
        Folder, Copied.Concat(DataFiles.Prepend(Folder.GraphPath).Concat(_readers.Select(reader => reader.Path))
            .Select(Folder.NameOf)).ToHashSet());

    /// <summary>Opens what goes along.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="model">Its graph, before it is edited.</param>
    /// <exception cref="DiagnosticException">FC4081, FC4082 or FC4083: another file speaks of bytes that cannot be
    /// followed; FC1014 or FC1015: a configuration that goes along is damaged or cannot be read.</exception>
    public static CompanionSet Open(ModelFolder folder, Model model) => new(folder, model);

    /// <summary>Makes sure, before a folder is written, that the files to copy are files, and the model's own: a link
    /// may lead to something private, whose content would be published with the copy.</summary>
    /// <exception cref="DiagnosticException">FC1061: a pipe or a device. FC1064: a link that leaves the
    /// folder.</exception>
    public void EnsureOwn()
    {
        OwnFolders own = OwnFolders.FindFolders(Folder, DataFiles);
        foreach (string path in Paths)
        {
            RegularFile.Ensure(path);
            if (RealPath.Find(path) is { } real && !own.Hold(real))
            {
                throw CompanionErrors.ForeignLink(Folder.NameOf(path), Folder.Root, real);
            }
        }
    }

    /// <summary>Closes the other graphs.</summary>
    public void Dispose() => _readers.ForEach(reader => reader.Dispose());

    /// <summary>Whether a file is edited on its way; a damaged one is refused before anything is searched.</summary>
    private static bool IsConfiguration(string name) =>
        ConfigurationEditor.FileNames.Contains(Path.GetFileName(name));

    private void Add(string path)
    {
        if (!path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) || Open(path) is not { } graph)
        {
            _copied.Add(Folder.NameOf(path));
            return;
        }

        List<string> data = [.. ExternalDataFiles.ListFiles(graph)
            .Select(location => Path.GetFullPath(Path.Combine(graph.Folder, location)))];
        _copied.AddRange(data.Except(DataFiles).Where(file => RealPath.IsInside(file, Folder.Root))
            .Select(Folder.NameOf));
        if (data.Intersect(DataFiles).Any())
        {
            _readers.Add(graph);
            return;
        }

        graph.Dispose();
        _copied.Add(Folder.NameOf(path));
    }

    /// <summary>A file in a form that is not read here is copied, as long as it does not speak of bytes that
    /// move.</summary>
    private Model? Open(string path)
    {
        try
        {
            return Model.Open(path);
        }
        catch (DiagnosticException exception)
        {
            return DataFiles.Select(file => Path.GetFileName(file))
                .FirstOrDefault(name => Mentions(path, name)) is { } name
                ? throw CompanionErrors.UnreadableReader(path, name, exception)
                : null;
        }
    }

    private static bool Mentions(string path, string name)
    {
        byte[] word = Encoding.UTF8.GetBytes(name);
        using FileByteSource file = new(path);
        byte[] window = new byte[1 << 20];
        for (long offset = 0; offset < file.Length; offset += window.Length - word.Length)
        {
            Span<byte> bytes = window.AsSpan(0, (int)Math.Min(window.Length, file.Length - offset));
            file.Read(offset, bytes);
            if (bytes.IndexOf(word) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<DataRange> RangesOf(Model reader) =>
        reader.Tensors.Select(tensor => tensor.ExternalData).OfType<ExternalData>()
        .Select(data => ExternalDataFiles.RangeOf(reader, data)).Where(range => DataFiles.Contains(range.Path));

    private bool IsInData(SharedInitializer entry)
    {
        string configuration = Path.Combine(Folder.Root, ModelConfiguration.GenAiFileName);
        if (entry.Range?.Path == Folder.GraphPath)
        {
            throw CompanionErrors.InsideGraph(configuration, entry);
        }

        if (entry.Range is not { } range || !DataFiles.Contains(range.Path))
        {
            return false;
        }

        using FileByteSource file = new(range.Path);
        return range.Offset <= file.Length - range.Length ? true
            : throw CompanionErrors.OutsideData(configuration, entry, range, file.Length);
    }
}
