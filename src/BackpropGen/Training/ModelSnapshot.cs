namespace BackpropGen;

/// <summary>A copy of a model's parameters and states.</summary>
internal abstract class ModelSnapshot
{
    /// <summary>Makes an empty copy.</summary>
    /// <exception cref="NotSupportedException">The model's numbers are neither <see cref="float"/> nor <see cref="double"/>.</exception>
    public static ModelSnapshot Of(IModel model) => model switch
    {
        IModel<float> single => new Snapshot<float>(single),
        IModel<double> precise => new Snapshot<double>(precise),
        _ => throw new NotSupportedException($"{model.GetType().Name} is no IModel of float or double."),
    };

    /// <summary>Copies the model's values.</summary>
    public abstract void Take();

    /// <summary>Gives the model the copied values.</summary>
    public abstract void Restore();

    private sealed class Snapshot<T>(IModel<T> model) : ModelSnapshot
        where T : unmanaged
    {
        private readonly T[] _parameters = new T[model.Parameters.Length];
        private readonly T[] _states = new T[model.States.Length];

        public override void Take()
        {
            model.Parameters.CopyTo(_parameters);
            model.States.CopyTo(_states);
        }

        public override void Restore()
        {
            _parameters.CopyTo(model.Parameters);
            _states.CopyTo(model.States);
        }
    }
}
