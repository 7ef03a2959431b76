using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.Planning;

/// <summary>Decides, from shapes alone, which values are stored, where, and which kernel computes each.</summary>
internal sealed partial class Planner
{
    /// <summary>What the symbol of a parameter's gradient begins with.</summary>
    public const string GradientOf = "∂L/∂";

    private readonly Graph _graph;
    private readonly IReadOnlyDictionary<string, int> _parameterOffsets;
    private readonly IReadOnlyDictionary<string, int> _stateOffsets;
    private readonly IReadOnlyDictionary<string, Panels> _panels;
    private readonly Notation _notation;
    private readonly View?[] _views;
    private Panels?[] _nodePanels = [];
    private readonly bool[] _isFolded;
    private readonly bool[] _isForward;
    private readonly List<Buffer> _buffers = [];
    private readonly List<Step> _steps = [];
    private readonly List<bool> _isForwardStep = [];
    private readonly List<bool[]> _forwardMembers = [];
    private readonly int _bytes;
    private readonly List<Constant> _constants = [];
    private readonly List<(string Symbol, int Target)> _unstored = [];
    private readonly SortedDictionary<int, int> _mapTargets = [];
    private readonly Dictionary<int, Buffer> _destinations = [];

    private Planner(
        Graph graph, IEnumerable<ParameterDeclaration> parameters, IEnumerable<StateDeclaration> states, IReadOnlyDictionary<string, Panels> panels, int bytes)
    {
        _graph = graph;
        _bytes = bytes;
        _panels = panels;
        _parameterOffsets = Offsets(parameters.Select(static parameter => (parameter.Path, parameter.Shape.Size)));
        _stateOffsets = Offsets(states.Select(static state => (state.Path, state.Shape.Size)));
        _notation = new Notation(graph);
        _views = new View?[graph.Nodes.Length];
        _isFolded = FindFolded(graph);
        _isForward = FindForward(graph);
    }

    /// <summary>Plans a graph; parameters and states lie one after the other in the order of their declaration, those parameters
    /// in panels that have some. A number has so many bytes.</summary>
    public static Program Plan(
        Graph graph, IEnumerable<ParameterDeclaration> parameters, IEnumerable<StateDeclaration> states, IReadOnlyDictionary<string, Panels> panels, int bytes)
    {
        var planner = new Planner(graph, parameters, states, panels, bytes);
        planner.ChooseDestinations();
        planner._nodePanels = planner.FindPanels();
        for (int node = 0; node < graph.Nodes.Length; node++)
        {
            planner.PlanNode(node);
            planner.MarkSteps(planner._isForward[node]);
        }

        var results = planner.PlanOutputs();
        return planner.Finish(results);
    }

    private static Dictionary<string, int> Offsets(IEnumerable<(string Path, int Size)> stored)
    {
        var offsets = new Dictionary<string, int>();
        int offset = 0;
        foreach (var (path, size) in stored)
        {
            offsets.Add(path, offset);
            offset += size;
        }

        return offsets;
    }

    /// <summary>A map that only one reduction reads is computed within it, and never stored.</summary>
    private static bool[] FindFolded(Graph graph)
    {
        var readers = new int[graph.Nodes.Length];
        var reduced = new bool[graph.Nodes.Length];
        foreach (var node in graph.Nodes)
        {
            foreach (int operand in node.Operands)
            {
                readers[operand]++;
                reduced[operand] = node.Primitive is Reduce;
            }
        }

        foreach (var output in graph.Outputs)
        {
            readers[output.Node]++;
        }

        return graph.Nodes.Select((node, i) => node.Primitive is Map && node.Operands.Length > 0 && readers[i] == 1 && reduced[i]).ToArray();
    }

    /// <summary>A value that the caller wants is computed in the caller's memory where that is possible.</summary>
    private void ChooseDestinations()
    {
        var isRead = new HashSet<int>(_graph.Nodes.SelectMany(static node => node.Operands));
        foreach (var output in _graph.Outputs)
        {
            // Not every step writes panels, nor reads them.
            var node = _graph.Nodes[output.Node];
            bool writesPanels = node.Primitive is Map or Contract or Reduce && !isRead.Contains(output.Node);
            bool isComputed = node.Primitive is Map or Contract or Reduce or Concatenate or Pad or Gather or Scatter;
            if (isComputed && !_destinations.ContainsKey(output.Node) && Destination(output) is { } buffer
                && buffer.IsPerSample == node.IsPerSample && (writesPanels || buffer.Panels is null))
            {
                _destinations.Add(output.Node, buffer);
            }
        }
    }

    private Buffer? Destination(GraphOutput output)
    {
        int size = _graph.Nodes[output.Node].Shape.Size;
        return output.Role switch
        {
            OutputRole.Prediction => new(Region.Output, output.Name, 0, size, true, _notation.Identifier(output.Node), _notation.Symbol(output.Node)),
            OutputRole.Gradient => new(Region.Gradients, "", _parameterOffsets[output.Name], size, false, Notation.ToIdentifier("d." + output.Name), GradientOf + output.Name, StoredPanels(output.Name)),
            _ => null,
        };
    }

    private void PlanNode(int node)
    {
        if (_isFolded[node])
        {
            return;
        }

        switch (_graph.Nodes[node].Primitive)
        {
            case Input or Parameter or State or Constant:
                _views[node] = Whole(Leaf(node), _graph.Nodes[node].Type);
                break;
            case Broadcast or Transpose or Slice or Reshape:
                _views[node] = Rearranged(node) ?? Copied(node);
                break;
            case Map map:
                PlanMap(node, map.Function, _graph.Nodes[node].Operands);
                break;
            case Reduce reduce:
                PlanReduce(node, reduce);
                break;
            case Contract contract:
                PlanContract(node, contract);
                break;
            case Concatenate concatenate:
                PlanConcatenate(node, concatenate.Axis);
                break;
            case Pad pad:
                PlanPad(node, pad);
                break;
            default:
                PlanIndex(node);
                break;
        }
    }

    private int Leaf(int node)
    {
        var type = _graph.Nodes[node].Type;
        string identifier = _notation.Identifier(node), symbol = _notation.Symbol(node);
        int size = type.Shape.Size;
        return AddBuffer(_graph.Nodes[node].Primitive switch
        {
            Input input => new(input.Classes > 0 ? Region.Label : Region.Input, input.Name, 0, size, true, identifier, symbol),
            Parameter parameter => new(Region.Parameters, "", _parameterOffsets[parameter.Path], size, false, identifier, symbol, StoredPanels(parameter.Path)),
            State state => new(Region.States, "", _stateOffsets[state.Path], size, false, identifier, symbol),
            Constant constant => new(Region.Constant, AddConstant(constant), 0, size, false, identifier, symbol),
            var other => throw new InvalidOperationException($"{other} is not a leaf."),
        });
    }

    private string AddConstant(Constant constant)
    {
        _constants.Add(constant);
        return (_constants.Count - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private int AddBuffer(Buffer buffer)
    {
        _buffers.Add(buffer);
        return _buffers.Count - 1;
    }

    /// <summary>The buffer that a node's value is stored in: the caller's, or a piece of the workspace.</summary>
    private int Store(int node)
    {
        var type = _graph.Nodes[node].Type;
        int buffer = AddBuffer(_destinations.TryGetValue(node, out var destination)
            ? destination
            : new Buffer(
                type.Kind == ElementKind.Index ? Region.Indexes : type.IsPerSample ? Region.Workspace : Region.Shared,
                "", -1, type.Shape.Size, type.IsPerSample, _notation.Identifier(node), _notation.Symbol(node), _nodePanels[node]));
        _views[node] = Whole(buffer, type);
        return buffer;
    }

    /// <summary>A view of the operand, where strides can say what the node does; null where it must be copied.</summary>
    private View? Rearranged(int node)
    {
        int operand = _graph.Nodes[node].Operands[0];
        var view = _views[operand]!;
        return _graph.Nodes[node].Primitive switch
        {
            Broadcast broadcast => view.Broadcast(broadcast),
            Transpose transpose => view.Transpose(transpose),
            Slice { Step: > 0 } slice when view.Panels?.Axis != slice.Axis => view.Slice(slice),
            Reshape reshape => view.Reshape(_graph.Nodes[operand].Shape, reshape.Shape),
            _ => null,
        };
    }

    private List<ProgramResult> PlanOutputs()
    {
        var results = new List<ProgramResult>();
        foreach (var output in _graph.Outputs)
        {
            if (output.Role is OutputRole.Loss or OutputRole.LossValue or OutputRole.LossWeight or OutputRole.Penalty)
            {
                results.Add(new(output.Role, ScalarBuffer(output.Node)));
            }
            else if (output.Role == OutputRole.StateUpdate)
            {
                int state = _graph.Nodes[output.Node].Shape.Size;
                CopyTo(output.Node, new(Region.States, "", _stateOffsets[output.Name], state, false, Notation.ToIdentifier("next." + output.Name), output.Name));
            }
            else if (!(_destinations.TryGetValue(output.Node, out var chosen) && chosen == Destination(output)))
            {
                CopyTo(output.Node, Destination(output)!);
            }

            MarkSteps(output.Role != OutputRole.Gradient);
        }

        return results;
    }

    private int ScalarBuffer(int node)
    {
        if (_views[node] is { Offset: 0 } view && _buffers[view.Buffer] is { Region: Region.Shared })
        {
            return view.Buffer;
        }

        int buffer = AddBuffer(new(Region.Shared, "", -1, 1, false, _notation.Identifier(node) + "Result", _notation.Symbol(node)));
        CopyInto(node, View.Whole(buffer, _graph.Nodes[node].Type));
        return buffer;
    }
}
