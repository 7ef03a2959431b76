using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Planning;

/// <summary>The record of what is not stored: computed within the step that reads it, or once more by each that does.</summary>
internal sealed partial class Planner
{
    private List<UnstoredValue> FindUnstored()
    {
        var writers = new Dictionary<int, int>();
        for (int step = _steps.Count - 1; step >= 0; step--)
        {
            foreach (var part in _steps[step].Parts())
            {
                writers[part.Accesses[0].Buffer] = step;
            }
        }

        var within = _unstored.Select(value => new UnstoredValue(value.Symbol, new[] { writers[value.Target] }.ToEquatableArray(), new[] { value.Target }.ToEquatableArray()));
        var inRegisters = _steps.OfType<RowLoopStep>().SelectMany(static loop => loop.Unstored)
            .Select(buffer => new UnstoredValue(_buffers[buffer].Symbol, new[] { writers[buffer] }.ToEquatableArray(), []));
        return within.Concat(inRegisters).Concat(FindRecomputed(writers)).OrderBy(static value => value.Steps[0]).ToList();
    }

    /// <summary>What several maps compute, each for itself: that is cheaper than storing and reading it, or a derivative has it in common
    /// with its function.</summary>
    private IEnumerable<UnstoredValue> FindRecomputed(Dictionary<int, int> writers)
    {
        var maps = _mapTargets.Where(map => _graph.Nodes[map.Key].Operands.Length > 0)
            .Select(map => (Node: map.Key, Step: writers[map.Value], Target: map.Value)).OrderBy(static map => map.Step).ToList();
        var functions = maps.ConvertAll(map => (((Map)_graph.Nodes[map.Node].Primitive).Function, (IReadOnlyList<int>)_graph.Nodes[map.Node].Operands));
        return from value in CommonValues.Of(functions)
               let operands = _graph.Nodes[maps[value.Places[0].Function].Node].Operands
               let readers = value.Places.Select(place => maps[place.Function]).GroupBy(static map => map.Target).Select(static same => same.First()).ToList()
               where readers.Count > 1
               select new UnstoredValue(
                   value.Value.ToMathematics(operands.Select(_notation.Symbol).ToArray()),
                   readers.Select(static map => map.Step).Distinct().ToEquatableArray(), readers.Select(static map => map.Target).ToEquatableArray());
    }
}
