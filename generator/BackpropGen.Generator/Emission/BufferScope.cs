using System.Collections.Generic;
using BackpropGen.Generator.Planning;

namespace BackpropGen.Generator.Emission;

/// <summary>The local variables of one emitted method: a span for each buffer, declared where it is first used. Where threads
/// share the samples, a span is of the thread's own samples.</summary>
internal sealed class BufferScope(SourceWriter writer, PhaseKind kind, EquatableArray<Buffer> buffers, IReadOnlyDictionary<int, string> offsets)
{
    private readonly Dictionary<int, string> _names = [];
    private readonly HashSet<string> _taken = ["n", "memory", "share", "i0", "i1", "i2", "i3"];
    private readonly HashSet<int> _parted = [];

    /// <summary>The name of a buffer's span, declared if it is not yet.</summary>
    public string NameOf(int buffer)
    {
        if (_names.TryGetValue(buffer, out string? name))
        {
            return name;
        }

        _names.Add(buffer, name = Fresh(buffers[buffer].Identifier));
        writer.Line($"var {name} = {Source(buffer)};");
        return name;
    }

    /// <summary>A name that nothing has yet.</summary>
    public string Fresh(string wanted)
    {
        string name = wanted;
        for (int suffix = 2; !_taken.Add(name); suffix++)
        {
            name = wanted + "_" + Names.Number(suffix);
        }

        return Names.Escape(name);
    }

    /// <summary>Keeps names from being given.</summary>
    public void Reserve(params string[] names) => _taken.UnionWith(names);

    /// <summary>Whether nothing has a name.</summary>
    public bool IsFree(string name) => !_taken.Contains(name);

    public void Declare(IEnumerable<int> used)
    {
        foreach (int buffer in used)
        {
            NameOf(buffer);
        }
    }

    /// <summary>Declares where the thread's share of a loop begins, and how long it is.</summary>
    public void DeclareShare(Extent extent)
    {
        if (_parted.Add(extent.Length))
        {
            var count = extent with { Part = ExtentPart.Count };
            _taken.Add(extent.ToString());
            _taken.Add(count.ToString());
            writer.Line($"var ({extent}, {count}) = share.Of({Names.Number(extent.Length)});");
        }
    }

    private static string Times(string count) => count switch
    {
        "0" => "0",
        "1" => "n",
        _ => count + " * n",
    };

    /// <summary>Where a buffer lies in its region: a number, or in a routine the name of an argument.</summary>
    public string PlaceOf(int buffer) => offsets.TryGetValue(buffer, out string? parameter) ? parameter : Names.Number(buffers[buffer].Offset);

    /// <summary>A buffer's span.</summary>
    public string Source(int number)
    {
        var buffer = buffers[number];
        string offset = PlaceOf(number);
        string size = Names.Number(buffer.Size);
        if (kind == PhaseKind.Samples && buffer.Region is (Region.Input or Region.Label or Region.Output))
        {
            return $"share.Rows(memory.{Names.Field(buffer.Column)}, {size})";
        }

        if (kind == PhaseKind.Samples && buffer.Region is (Region.Workspace or Region.Indexes))
        {
            return buffer.IsPerSample ? $"share.Rows(memory.{buffer.Region}, {offset}, {size})" : $"memory.Indexes.Slice({offset} * memory.Samples, {size})";
        }

        return buffer.Region switch
        {
            Region.Input or Region.Label or Region.Output => "memory." + Names.Field(buffer.Column),
            Region.Constant => $"global::System.MemoryExtensions.AsSpan(Constant{buffer.Column})",
            Region.Workspace => $"memory.Workspace.Slice({Times(offset)}, {Times(size)})",
            Region.Indexes => $"memory.Indexes.Slice({Times(offset)}, {Times(size)})",
            Region.Shared => $"memory.Shared.Slice({offset}, {size})",
            Region.Parameters => $"memory.Parameters.Slice({offset}, {size})",
            Region.States => $"memory.States.Slice({offset}, {size})",
            _ => $"memory.Gradients.Slice({offset}, {size})",
        };
    }
}
