using Mono.Cecil;

namespace FinerCut.TestModels.Rooms;

/// <summary>Which rooms of a compiled project, or of one of its folders, use which: a room is a folder right below,
/// with all folders inside; what lies in no folder is a room, too.</summary>
public sealed class RoomGraph
{
    private const string Root = "(root)";

    private readonly SortedDictionary<string, SortedSet<string>> _arrows = new(StringComparer.Ordinal);
    private readonly Dictionary<(string From, string To), SortedSet<string>> _reasons = [];

    private RoomGraph()
    {
    }

    /// <summary>Reads the rooms of a project.</summary>
    /// <param name="assembly">Path of its compiled assembly.</param>
    /// <param name="prefix">Namespace of the project or of the folder.</param>
    public static RoomGraph Read(string assembly, string prefix)
    {
        RoomGraph graph = new();
        using ModuleDefinition module = ModuleDefinition.ReadModule(assembly);
        foreach (TypeDefinition type in module.Types)
        {
            if (RoomOf(type, prefix) is { } room)
            {
                _ = graph._arrows.TryAdd(room, new SortedSet<string>(StringComparer.Ordinal));
                graph.Add(type, room, prefix);
            }
        }

        return graph;
    }

    /// <summary>The rooms by level: the first uses no other room, each later one only rooms before.</summary>
    /// <returns>Null where rooms use each other in a circle.</returns>
    public IReadOnlyList<IReadOnlyList<string>>? FindLevels()
    {
        List<IReadOnlyList<string>> levels = [];
        HashSet<string> placed = new(StringComparer.Ordinal);
        while (placed.Count < _arrows.Count)
        {
            List<string> level = [.. _arrows
                .Where(room => !placed.Contains(room.Key) && placed.IsSupersetOf(room.Value))
                .Select(room => room.Key)];
            if (level.Count == 0)
            {
                return null;
            }

            levels.Add(level);
            placed.UnionWith(level);
        }

        return levels;
    }

    /// <summary>The arrows between rooms that can reach each other, with the types that make them.</summary>
    public IReadOnlyList<string> FindCircles() =>
    [
        .. _reasons.Where(arrow => Reaches(arrow.Key.To, arrow.Key.From)).OrderBy(arrow => arrow.Value.Count)
            .ThenBy(arrow => arrow.Key)
            .Select(arrow => $"{arrow.Key.From} uses {arrow.Key.To}: {string.Join(", ", arrow.Value.Take(5))}"),
    ];

    private static string? RoomOf(TypeReference type, string prefix)
    {
        while (type.DeclaringType is not null)
        {
            type = type.DeclaringType;
        }

        return type.Namespace == prefix ? Root
            : type.Namespace.StartsWith(prefix + ".", StringComparison.Ordinal)
                ? type.Namespace[(prefix.Length + 1)..].Split('.')[0]
                : null;
    }

    private bool Reaches(string from, string to)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        Stack<string> next = new([from]);
        while (next.TryPop(out string? room))
        {
            if (room == to)
            {
                return true;
            }

            foreach (string used in seen.Add(room) ? _arrows[room] : [])
            {
                next.Push(used);
            }
        }

        return false;
    }

    private void Add(TypeDefinition type, string room, string prefix)
    {
        foreach (TypeReference used in TypeUses.Of(type).Where(used => used.Scope == type.Module))
        {
            if (RoomOf(used, prefix) is { } other && other != room)
            {
                _ = _arrows[room].Add(other);
                _reasons.TryAdd((room, other), new SortedSet<string>(StringComparer.Ordinal));
                _ = _reasons[(room, other)].Add($"{type.Name} -> {used.Name}");
            }
        }
    }
}
