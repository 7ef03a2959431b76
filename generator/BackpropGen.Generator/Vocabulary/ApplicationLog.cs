using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;

namespace BackpropGen.Generator.Vocabulary;

/// <summary>Notes what a definition applies, in order; what gives a value that is known already is no step.</summary>
internal sealed class ApplicationLog(GraphBuilder graph)
{
    private readonly List<Application> _applications = [];
    private readonly HashSet<int> _results = [];

    public IReadOnlyList<Application> Applications => _applications;

    /// <summary>The number of the place in the definition that is being read.</summary>
    public int Site { get; set; }

    /// <summary>Notes a layer.</summary>
    public void AddLayer(string kind, string path, int operand, int result, IEnumerable<string> stored) =>
        Add(ApplicationKind.Layer, kind, path, [operand], result, stored.ToEquatableArray());

    /// <summary>Notes a parameter or state.</summary>
    public void AddStored(ApplicationKind kind, string path, int result) =>
        Add(kind, kind.ToString(), path, EquatableArray<int>.Empty, result, [path]);

    /// <summary>Notes a function or operator.</summary>
    public void AddFunction(string name, IEnumerable<int> operands, int result) =>
        Add(ApplicationKind.Function, name, graph.Place, operands.ToEquatableArray(), result, EquatableArray<string>.Empty);

    private void Add(ApplicationKind kind, string name, string path, EquatableArray<int> operands, int result, EquatableArray<string> stored)
    {
        if (!operands.Contains(result) && !graph.TryGetNumber(result, out _) && _results.Add(result))
        {
            _applications.Add(new(kind, name, path, Site, operands, result, stored));
        }
    }
}
