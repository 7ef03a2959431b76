using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>The variables and arrays of a program that is being made from another.</summary>
internal sealed class ProgramBuilder
{
    private readonly List<ProgramArray> _arrays;
    private readonly List<string> _variables;
    private readonly HashSet<string> _taken;

    public ProgramBuilder(ScalarProgram program)
    {
        _arrays = [.. program.Arrays];
        _variables = [.. program.Variables];
        _taken = [.. _variables, .. _arrays.Select(static array => array.Name)];
    }

    public EquatableArray<ProgramArray> Arrays => _arrays.ToEquatableArray();

    public EquatableArray<string> Variables => _variables.ToEquatableArray();

    public string NameOf(int variable) => _variables[variable];

    public int AddVariable(string name)
    {
        _variables.Add(DistinctNames.Add(_taken, name));
        return _variables.Count - 1;
    }

    public int AddArray(string name, int length)
    {
        _arrays.Add(new ProgramArray(DistinctNames.Add(_taken, name), length, []));
        return _arrays.Count - 1;
    }

    public int AddArray(string name, EquatableArray<double> constants)
    {
        _arrays.Add(new ProgramArray(DistinctNames.Add(_taken, name), constants.Length, constants));
        return _arrays.Count - 1;
    }

    public void Resize(int array, int length) => _arrays[array] = _arrays[array] with { Length = length };
}
