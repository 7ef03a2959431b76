using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.Planning;

/// <summary>
/// Which parameters are stored in panels: the weights of products whose outputs fill registers, two of 512 bits a panel. The
/// product reads a panel from beginning to end, and its gradient's product writes one so; stored row by row, the weights of
/// each output would be transposed on the way. Measured: 95% of the peak instead of 85, and of 67 where the batch is small and
/// the layer large; where the outputs do not fill registers, rows are faster for the gradient. A weight of few elements is one
/// panel: its kernels have lanes along all outputs.
/// </summary>
internal static class ParameterPanels
{
    public const int BytesOfPanel = 128;

    /// <summary>Fewer outputs fill no register.</summary>
    private const int BytesOfSmallestRegister = 16;

    /// <summary>Longer sums over few outputs have lanes along what is summed.</summary>
    private const int MostInputsOfOutput = 2;

    /// <summary>The panels of each parameter that has some, by path.</summary>
    /// <param name="graphs">All programs that read the parameters, prediction first.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="elementBytes">The size of an element.</param>
    public static IReadOnlyDictionary<string, Panels> Choose(IReadOnlyList<Graph> graphs, IEnumerable<ParameterDeclaration> parameters, int elementBytes)
    {
        var uses = graphs.Select(static graph => new ParameterUses(graph)).ToList();
        var panels = new Dictionary<string, Panels>();
        foreach (var parameter in parameters)
        {
            var axes = uses[0].OutputAxes(parameter.Path).Distinct().ToList();
            if (axes.Count == 1 && Width(parameter.Shape, axes[0], elementBytes) is { } width && uses.All(graph => graph.CanBeInPanels(parameter.Path, axes[0])))
            {
                panels.Add(parameter.Path, new(axes[0], width));
            }
        }

        return panels;
    }

    /// <summary>The neighbours in memory; null where they are the inputs of an output.</summary>
    private static int? Width(Shape shape, int axis, int elementBytes)
    {
        int outputs = shape[axis], width = BytesOfPanel / elementBytes;
        bool isSmall = shape.Size <= Planner.MostElements && shape.Size <= MostInputsOfOutput * outputs * outputs && outputs * elementBytes >= BytesOfSmallestRegister;
        return isSmall ? outputs : outputs % width == 0 ? width : null;
    }

    /// <summary>What a graph does with its parameters.</summary>
    private sealed class ParameterUses
    {
        private readonly Graph _graph;
        private readonly ILookup<int, int> _readers;
        private readonly ILookup<string, int> _parameters;

        public ParameterUses(Graph graph)
        {
            _graph = graph;
            _readers = Enumerable.Range(0, graph.Nodes.Length)
                .SelectMany(node => graph.Nodes[node].Operands.Distinct().Select(operand => (operand, node)))
                .ToLookup(static read => read.operand, static read => read.node);
            _parameters = Enumerable.Range(0, graph.Nodes.Length).Where(node => graph.Nodes[node].Primitive is Parameter)
                .ToLookup(node => ((Parameter)graph.Nodes[node].Primitive).Path);
        }

        /// <summary>The axis of the outputs in each product of samples with the parameter.</summary>
        public IEnumerable<int> OutputAxes(string path) =>
            _parameters[path].SelectMany(node => OutputAxes(node, [.. Enumerable.Range(0, _graph.Nodes[node].Shape.Rank)]));

        /// <summary>Whether all that reads a parameter can do so in panels of an axis: products that do not run over that axis
        /// on both sides, and loops.</summary>
        public bool CanBeInPanels(string path, int axis) => _parameters[path].All(node => CanBeInPanels(node, axis));

        private IEnumerable<int> OutputAxes(int node, int[] axes) => _readers[node].SelectMany(reader => _graph.Nodes[reader].Primitive switch
        {
            Contract contract => OutputAxes(reader, contract, node, axes),
            Transpose transpose => OutputAxes(reader, [.. transpose.Axes.Select(axis => axes[axis])]),
            _ => [],
        });

        private IEnumerable<int> OutputAxes(int reader, Contract contract, int node, int[] axes)
        {
            var operands = _graph.Nodes[reader].Operands;
            if (operands[0] == operands[1])
            {
                yield break;
            }

            bool isLeft = operands[0] == node;
            var (own, other) = isLeft ? (contract.Left, contract.Right) : (contract.Right, contract.Left);
            bool hasInner = own.Any(label => !contract.Result.Contains(label));
            for (int axis = 0; axis < own.Length; axis++)
            {
                if (hasInner && contract.Result.Contains(own[axis]) && !other.Contains(own[axis]) && _graph.Nodes[operands[isLeft ? 1 : 0]].IsPerSample)
                {
                    yield return axes[axis];
                }
            }
        }

        private bool CanBeInPanels(int node, int axis) => _readers[node].All(reader => _graph.Nodes[reader].Primitive switch
        {
            Contract contract => _graph.Nodes[reader].Operands[0] != _graph.Nodes[reader].Operands[1]
                && !IsCommon(contract, (_graph.Nodes[reader].Operands[0] == node ? contract.Left : contract.Right)[axis]),
            Transpose transpose => CanBeInPanels(reader, transpose.Axes.Items.IndexOf(axis)),
            Map or Reduce => true,
            _ => false,
        });

        private static bool IsCommon(Contract contract, int label) =>
            contract.Left.Contains(label) && contract.Right.Contains(label) && contract.Result.Contains(label);
    }
}
