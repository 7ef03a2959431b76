using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Graphs;
using BackpropGen.Generator.Problems;

namespace BackpropGen.Generator.Vocabulary;

/// <summary>What a lowering works on: the graph being made and the parameters and states declared so far.</summary>
internal sealed class LoweringContext
{
    private readonly List<ParameterDeclaration> _parameters = [];
    private readonly List<StateDeclaration> _states = [];
    private readonly Dictionary<int, int> _updates = [];
    private readonly HashSet<string> _paths = [];
    private readonly bool _isTraining;

    public LoweringContext(bool isTraining)
    {
        _isTraining = isTraining;
        Applications = new(Graph);
    }

    public GraphBuilder Graph { get; } = new();

    /// <summary>Whether the definition is being read for training; one that asks is read a second time for inference.</summary>
    public bool IsTraining
    {
        get
        {
            IsModeAsked = true;
            return _isTraining;
        }
    }

    /// <summary>Whether anything depended on <see cref="IsTraining"/> so far: else the other reading would be the same.</summary>
    public bool IsModeAsked { get; private set; }

    /// <summary>What the definition applied so far.</summary>
    public ApplicationLog Applications { get; }

    public IReadOnlyList<ParameterDeclaration> Parameters => _parameters;

    public IReadOnlyList<StateDeclaration> States => _states;

    /// <summary>The paths of the parameters and states, in the order of their making.</summary>
    public List<string> StoredPaths { get; } = [];

    /// <summary>The next value of each updated state: state's node to value's node.</summary>
    public IReadOnlyDictionary<int, int> Updates => _updates;

    /// <summary>Makes a parameter.</summary>
    /// <exception cref="DefinitionException">The path is taken.</exception>
    public int DeclareParameter(string path, Shape shape, InitializerSpec initializer)
    {
        Claim(path);
        _parameters.Add(new(path, shape, initializer.Resolve(shape)));
        return Graph.Add(new Parameter(path, shape));
    }

    /// <summary>Makes a state.</summary>
    /// <exception cref="DefinitionException">The path is taken.</exception>
    public int DeclareState(string path, Shape shape, double value)
    {
        Claim(path);
        _states.Add(new(path, shape, value));
        return Graph.Add(new State(path, shape));
    }

    /// <summary>Sets a state's next value, when read for training; the last one counts.</summary>
    public void Update(int state, int value)
    {
        if (IsTraining)
        {
            _updates[state] = value;
        }
    }

    /// <summary>Joins a path and a name: <c>blocks.3</c> and <c>weight</c> give <c>blocks.3.weight</c>.</summary>
    public static string Join(string path, string name) => path.Length == 0 ? name : path + "." + name;

    private void Claim(string path)
    {
        if (!_paths.Add(path))
        {
            throw new DefinitionException(ProblemKinds.DuplicateParameter, path);
        }

        StoredPaths.Add(path);
    }
}
